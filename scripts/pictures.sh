#!/bin/sh
# Renders what ships in src/hamstrong/exercises/media. The studio has an environment of its own:
# nobody who runs Hamstrong needs it.
set -eu
venv=.venv-studio
if [ ! -x "$venv/bin/studio" ]; then
  "${PY:-python3}" -m venv "$venv"
  "$venv/bin/pip" install --quiet --require-hashes -r studio/requirements.lock
  "$venv/bin/pip" install --quiet --no-deps -e . -e studio
fi
exec "$venv/bin/studio" pictures "$@"
