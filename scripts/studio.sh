#!/bin/sh
# The studio: `studio.sh pictures` renders what ships in src/hamstrong/exercises/media, `studio.sh
# test` poses every exercise and fault anew and holds the geometry to its limits. It has an
# environment of its own: nobody who runs Hamstrong needs it. POSIX sh.
set -eu
cd "$(dirname "$0")/.."
venv=.venv-studio
lock=studio/requirements.lock
stamp=$venv/.installed

if [ ! -f "$stamp" ] || [ "$lock" -nt "$stamp" ]; then
  [ -x "$venv/bin/python" ] || "${PY:-python3}" -m venv "$venv"
  "$venv/bin/pip" install --quiet --require-hashes -r "$lock"
  "$venv/bin/pip" install --quiet --no-deps -e . -e studio
  touch "$stamp"
fi

# A pose is many small products: threads of their own only stand in each other's way.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
kind=$1
shift
case $kind in
  pictures) exec "$venv/bin/studio" pictures "$@" ;;
  test) exec "$venv/bin/pytest" -q -n 2 --dist worksteal tests/studio "$@" ;;
  *) echo "usage: studio.sh pictures|test" >&2; exit 2 ;;
esac
