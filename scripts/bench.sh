#!/bin/sh
# Run every benchmark, one after the other, so that none disturbs another's times. POSIX sh.
set -eu
cd "$(dirname "$0")/.."
for file in benchmarks/bench_*.py; do
  echo "== $file"
  case $file in
    *_gap.py) set -- --blocks 4 --limit 60 ;; # whole: twenty blocks of ten minutes
    *) set -- ;;
  esac
  .venv/bin/python "$file" "$@"
done

echo "== benchmarks/judge"
.venv/bin/python -m benchmarks.judge
