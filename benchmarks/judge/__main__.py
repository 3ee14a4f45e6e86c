"""The open benchmark of the judge: docs/judging-benchmark.md tells what it measures.

    python -m benchmarks.judge [--only KIND ...] [--clips WORD ...] [--model full|heavy] [--films]

Prints tables by condition, then every limit; ends with 1 where one is missed. What the eyes saw is
kept in `.benchmarks/judge`, so that a second run takes as long as the engine.
"""

import argparse
import sys

from benchmarks.judge.bodies import bodies
from benchmarks.judge.film import Kind
from benchmarks.judge.limits import mean
from benchmarks.judge.run import Results, run
from benchmarks.judge.table import lines, missed
from hamstrong.adapters.eyes.installed import check_installed
from hamstrong.coach.judge_clip import Model
from hamstrong.errors import Unavailable


def main() -> int:
    """Print the tables; 1 where a limit is missed."""
    asked = _arguments()
    if not bodies():
        print("The clips are not beside this checkout.")
        return 0
    try:
        check_installed()
        results = run(Model(asked.model), [Kind(kind) for kind in asked.only], asked.clips)
    except Unavailable as error:
        print(error)
        return 0
    for line in lines(results):
        print(line)
    if asked.films:
        _each(results)
    return 1 if missed(results) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judge")
    kinds = [kind.value for kind in Kind]
    parser.add_argument("--only", nargs="+", choices=kinds, default=kinds, help="kinds of films")
    parser.add_argument("--clips", nargs="+", default=[], help="words that names of films hold")
    parser.add_argument("--model", choices=[model.value for model in Model], default="full")
    parser.add_argument("--films", action="store_true", help="also a line for each film")
    return parser.parse_args()


def _each(results: Results) -> None:
    print("\n## Each film\n")
    for item in results.scored:
        tally = item.tally
        errors = ", ".join(f"{error:+.2f}" for error in tally.hold_errors_s)
        print(
            f"- {item.film.kind.value}: {item.film.name}: holds {errors or 'none'} s; "
            f"drops {tally.drops_found} of {tally.drops}, {tally.false_drops} false; "
            f"angle {mean(tally.angle_errors_deg):.1f}°, "
            f"height {mean(tally.height_errors_pct):.1f} %; "
            f"abstained {tally.abstained_s:.1f} of {tally.watched_s:.1f} s"
        )
    for called in results.called:
        if called.right is not None and called.right < 1:
            print(f"- {called.film.name}: right in {called.right:.0%}, judged {called.judged:.0%}")


if __name__ == "__main__":
    sys.exit(main())
