#!/bin/sh
# Make .venv and install into it from the locks: `setup.sh runtime`, `setup.sh judge` (what judging
# clips takes as well) or `setup.sh dev`.
# Does nothing, quickly, when all is as the locks say. POSIX sh.
set -eu
cd "$(dirname "$0")/.."

kind=$1
case $kind in
  runtime) lock=requirements.lock ;;
  judge) lock=requirements-judge.lock ;;
  dev) lock=requirements-dev.lock ;;
  *) echo "usage: setup.sh runtime|judge|dev" >&2; exit 2 ;;
esac
stamp=.venv/.$kind
log=.venv/setup.log

fail() {
  echo "$1" >&2
  exit 1
}

is_current() {
  [ -f "$stamp" ] && [ -x .venv/bin/hamstrong ] && .venv/bin/python -c '' 2>/dev/null &&
    [ -z "$(find "$lock" requirements-build.lock pyproject.toml -newer "$stamp")" ]
}

# The range that has wheels for everything in the locks, OR-Tools (tests only) being the one that
# decides.
fits() {
  "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null
}

find_python() {
  for name in ${PY:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if command -v "$name" >/dev/null 2>&1 && fits "$name"; then
      echo "$name"
      return
    fi
  done
  wanted=${PY:-python3}
  if ! command -v "$wanted" >/dev/null 2>&1; then
    fail "Hamstrong needs Python 3.11 to 3.14, and there is no $wanted here: install one (Debian, Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python@3.13)."
  fi
  found=$("$wanted" -c 'import platform; print(platform.python_version())' 2>/dev/null || echo "one that does not start")
  fail "Hamstrong needs Python 3.11 to 3.14, and $wanted is $found: install another one and run the same command again, or name it with PY=python3.12."
}

make_venv() {
  if [ -d .venv ] && .venv/bin/python -c '' 2>/dev/null && fits .venv/bin/python &&
    .venv/bin/python -m pip --version >/dev/null 2>&1; then
    return
  fi
  python=$(find_python)
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    fail "Python's venv module is missing here: install it (Debian, Ubuntu: sudo apt install python$version-venv) and run the same command again."
  fi
  rm -rf .venv
  "$python" -m venv .venv || fail "Python could not make the folder .venv here; its own words are above."
}

download() {
  "$@" >>"$log" 2>&1 || {
    tail -n 3 "$log" >&2
    fail "The Python packages could not be installed: check that this machine is online and run the same command again (details: $log)."
  }
}

is_current && exit 0
make_venv
echo "Setting up Python packages ($kind), once."
: >"$log"
export PIP_DISABLE_PIP_VERSION_CHECK=1 UV_NO_PROGRESS=1
# pip brings uv and the build backend, each by hash; uv does the rest several times faster.
download .venv/bin/python -m pip install --no-input --require-hashes -r requirements-build.lock
download .venv/bin/uv pip install --python .venv/bin/python --require-hashes -r "$lock"
download .venv/bin/uv pip install --python .venv/bin/python --no-deps --no-build-isolation -e .
touch "$stamp"
