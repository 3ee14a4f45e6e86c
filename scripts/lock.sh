#!/bin/sh
# Resolve the dependencies anew for every platform and Python from 3.11 on; no registry is named
# in the result. `lock.sh --upgrade` takes newer versions where the bounds allow. POSIX sh.
set -eu
cd "$(dirname "$0")/.."

compile() {
  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-annotate --no-header --no-emit-index-url pyproject.toml "$@"
}

compile "$@" -o requirements.lock
compile "$@" --extra judge --group dev -o requirements-dev.lock
# The same versions as there: `make judge` must not change what `make test` installed.
compile "$@" -c requirements-dev.lock --extra judge -o requirements-judge.lock
# The studio's own, installed by nobody who only uses the product.
.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-annotate --no-header --no-emit-index-url -c requirements-dev.lock \
  --extra test studio/pyproject.toml "$@" \
  -o studio/requirements.lock
# What runs before anything is installed keeps to the versions that the dev lock chose.
only() {
  group=$1
  shift
  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-annotate --no-header --no-emit-index-url -c requirements-dev.lock --group "$group" "$@"
}
only build "$@" -o requirements-build.lock
only node "$@" -o requirements-node.lock
