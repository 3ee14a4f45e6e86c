#!/bin/sh
# Run the Python tests, browser tests included where there is a browser. POSIX sh.
# The browser's path goes to the tests as HAMSTRONG_CHROMIUM.
set -eu
cd "$(dirname "$0")/.."

find_browser() {
  for name in "${HAMSTRONG_CHROMIUM:-}" /usr/bin/chromium chromium chromium-browser google-chrome \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    /Applications/Chromium.app/Contents/MacOS/Chromium; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && "$name" --version >/dev/null 2>&1; then
      command -v "$name"
      return
    fi
  done
  .venv/bin/playwright install chromium >/dev/null 2>&1 || return 0
  .venv/bin/python -c '
from pathlib import Path
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = Path(playwright.chromium.executable_path)
    print(path if path.exists() else "")'
}

warn() {
  {
    echo "============================================================"
    echo "NO BROWSER: Chromium is not here and could not be installed."
    echo "The browser tests $1."
    echo "Debian: sudo apt install chromium"
    echo "============================================================"
  } >&2
}

HAMSTRONG_CHROMIUM=$(find_browser)
if [ -n "$HAMSTRONG_CHROMIUM" ]; then
  export HAMSTRONG_CHROMIUM
  exec .venv/bin/pytest -q -n 2 --dist worksteal "$@"
fi
unset HAMSTRONG_CHROMIUM
if [ "${CI:-}" = true ]; then
  warn "cannot run, so this run fails"
  exit 1
fi
warn "are left out"
.venv/bin/pytest -q -n 2 --dist worksteal -m "not browser" "$@"
warn "were left out"
