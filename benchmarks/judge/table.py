"""The tables, as Markdown."""

from collections.abc import Iterator

from benchmarks.judge.film import Kind
from benchmarks.judge.limits import Row, mean, p95, rows, share_pct
from benchmarks.judge.run import Called, Results, Scored
from benchmarks.judge.score import Tally, total

CONDITIONS = (
    "yaw",
    "height",
    "distance",
    "roll",
    "light",
    "clothing",
    "body",
    "lever",
    "fault",
)
HEAD = (
    "| condition | films | found | hip angle | hip height | hold time, mean / p95 | drops found "
    "| false drops | false good | abstained |\n" + "|---" * 10 + "|"
)


def lines(results: Results) -> Iterator[str]:
    """Everything, line by line."""
    for kind in Kind:
        scored = [item for item in results.scored if item.film.kind is kind]
        if scored:
            yield f"\n## {kind.value.capitalize()}: {len(scored)} films\n"
            yield HEAD
            yield from _by_condition(scored)
    for kind in Kind:
        called = [item for item in results.called if item.film.kind is kind]
        if called:
            yield f"\n## {kind.value.capitalize()}: {len(called)} films\n"
            yield from _people(called)
    yield "\n## Limits\n\n| what | measured | limit | |\n|---|---|---|---|"
    yield from (row.text for row in rows(results))


def missed(results: Results) -> list[Row]:
    """The limits that are missed."""
    return [row for row in rows(results) if row.verdict == "MISSED"]


def _by_condition(scored: list[Scored]) -> Iterator[str]:
    for condition in CONDITIONS:
        values: dict[str, list[Tally]] = {}
        for item in scored:
            value = (item.film.conditions or {}).get(condition)
            if value is not None:
                values.setdefault(value, []).append(item.tally)
        for value in sorted(values, key=_in_order):
            yield _line(f"{condition} {value}", total(values[value]))
    yield _line("all", total(item.tally for item in scored))


def _in_order(text: str) -> tuple[float, str]:
    """Numbers by their size, words by the alphabet."""
    number = next((word for word in text.replace("°", "").split() if _is_number(word)), "0")
    return float(number), text


def _is_number(word: str) -> bool:
    return word.lstrip("-").replace(".", "", 1).isdigit()


def _line(what: str, tally: Tally) -> str:
    errors = tally.hold_errors_s
    cells = (
        what,
        str(tally.films),
        f"{share_pct(tally.found, tally.frames):.0f} %",
        f"{mean(tally.angle_errors_deg):.1f}°",
        f"{mean(tally.height_errors_pct):.1f} %",
        f"{mean(errors):.2f} / {p95(errors):.2f} s",
        f"{tally.drops_found} of {tally.drops}",
        str(tally.false_drops),
        f"{share_pct(tally.false_good_s, tally.good_s):.1f} %",
        f"{share_pct(tally.abstained_s, tally.watched_s):.0f} %",
    )
    return f"| {' | '.join(cells)} |".replace("nan", "–")


def _people(called: list[Called]) -> Iterator[str]:
    claims: dict[str, list[Called]] = {}
    for item in called:
        conditions = item.film.conditions or {}
        if item.right is not None:
            what = conditions.get("shows") or conditions.get("called", "")
            claims.setdefault(f"{item.film.exercise_id}: {what}", []).append(item)
    yield "| what a person saw | films | judged | right |\n|---|---|---|---|"
    for what, items in claims.items():
        judged = sum(item.judged for item in items) / len(items)
        right = sum(item.right or 0.0 for item in items) / len(items)
        yield f"| {what} | {len(items)} | {judged:.0%} | {right:.1%} |"
    never = [item for item in called if item.film.may_hold is False]
    wrong = [item for item in never if item.wrong]
    if never:
        yield f"\nHolds begun where none is: {len(wrong)} of {len(never)}."
    yield from (f"- {item.film.name}" for item in wrong)
