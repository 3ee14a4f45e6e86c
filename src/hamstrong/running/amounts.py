"""How far and how long, read from the words of a run plan."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hamstrong.running.vocabulary import Vocabulary, normalise

KM = 1000.0
MILE = 1609.344
METRES = {"kilometre": KM, "mile": MILE, "metre": 1.0}
MINUTES = {"hour": 60.0, "minute": 1.0, "second": 1 / 60}

# A bare "m" is a mile, a minute or a metre: "6m easy", "45m easy", "400m". Judgement.
BARE_M_MILES_BELOW = 27
BARE_M_MINUTES_BELOW = 100
# "4 x 800" gives no unit; no plan repeats 100 or more of anything but metres. Judgement.
BARE_REPEAT_METRES_FROM = 100
# Parts that add up to nearly the first distance explain it rather than add to it. Judgement.
PARTS_EXPLAIN_WHOLE = 1.1
# A total that would be run outside these speeds is a part of the run, not the whole. Judgement.
FASTEST_S_PER_KM = 150
SLOWEST_S_PER_KM = 900
# Beyond these nothing is a day's run; it is a typing error or another kind of number. Judgement.
LONGEST_RUN_M = 250_000.0
LONGEST_RUN_MIN = 1440.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A distance or a time found in a text.

    Attributes:
        metres: Of one repeat, None for a time.
        minutes: Of one repeat, None for a distance.
        repeats: 1 for anything that is not "so many times".
        between: True for the recovery between repeats.
        whole: True when the text calls it the total.
        explained: True when the text goes on to say what is in it ("8 km with ...").
    """

    metres: float | None
    minutes: float | None
    repeats: int = 1
    between: bool = False
    whole: bool = False
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a text says about the size of a run; None where it says nothing."""

    distance_m: float | None
    minutes: float | None
    parts: tuple[Quantity, ...] = ()

    @property
    def repeated(self) -> tuple[Quantity, ...]:
        """The parts done several times, without the recoveries."""
        return tuple(part for part in self.parts if part.repeats > 1 and not part.between)


def read_amounts(text: str, words: Vocabulary) -> Amounts:
    """Distance and duration of a run from its text; braces are miles unless they say both.

    >>> from hamstrong.running.vocabulary import vocabulary
    >>> read_amounts("6-8 mi easy", vocabulary("en")).distance_m
    11265.408
    >>> read_amounts("2 km warm-up, 6 x 800 m, 2 km cool-down", vocabulary("en")).distance_m
    8800.0
    >>> read_amounts("LT 8 km with 20 min at LT pace", vocabulary("en")).distance_m
    8000.0
    >>> read_amounts("1h30 easy", vocabulary("en")).minutes
    90.0
    """
    plain = _without_speeds(normalise(render_braces(text)))
    parts = tuple(_quantities(plain, words))
    distance = _total([p for p in parts if p.metres is not None])
    minutes = _total([p for p in parts if p.minutes is not None])
    if distance is not None and not 0 < distance <= LONGEST_RUN_M:
        distance = None
    if minutes is not None and not 0 < minutes <= LONGEST_RUN_MIN:
        minutes = None
    if distance and minutes and not _is_running_speed(distance, minutes):
        minutes = None
    return Amounts(distance, minutes, parts)


_BRACES = re.compile(r"\{\s*([\d.,–-]+)\s*(?::\s*([\d.,–-]+)\s*)?\}")


def render_braces(text: str, units: str = "mi") -> str:
    """Plan placeholders in words: `{3:4.8}` is 3 miles or 4.8 km, `{3}` 3 of the plan's unit.

    >>> render_braces("{3:4.8} run"), render_braces("{3:4.8} run", "km"), render_braces("{8} easy")
    ('3 mi run', '4.8 km run', '8 mi easy')
    """

    def spoken(match: re.Match[str]) -> str:
        miles, kilometres = match.groups()
        return f"{kilometres if kilometres and units == 'km' else miles} {units}"

    return _BRACES.sub(spoken, text)


def _is_running_speed(distance_m: float, minutes: float) -> bool:
    return FASTEST_S_PER_KM <= minutes * 60 / (distance_m / KM) <= SLOWEST_S_PER_KM


_SPEED = re.compile(
    r"\d{1,2}[:.]\d{2}(\s*-\s*\d{1,2}[:.]\d{2})?\s*(min|mins)?\s*(/|per|je|pro)\s*(km|k|mi|mile|m)\b"
    r"|(?<!\d)\d{1,3}([.,]\d{1,2})?\s*(km/h|kmh|mph)\b|\b\d{2,3}\s*-?\s*(\d{2,3})?\s*(bpm|%)"
)


def _without_speeds(plain: str) -> str:
    return _SPEED.sub(" ", plain)


_NUMBER = r"\d{1,6}(?:[.,]\d{1,3})?"
_THOUSANDS = re.compile(r"\d{1,3},\d{3}")


@cache
def _pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    spelled = "|".join(re.escape(unit) for unit in sorted((*units, "m"), key=lambda u: -len(u)))
    unit = rf"(?:{spelled})(?!\w)"
    return re.compile(
        rf"(?<![\w.,:])(?:(?P<repeats>\d{{1,2}})\s*(?:-\s*\d{{1,2}}\s*)?[x*]\s*)?"
        rf"(?:(?P<h>\d{{1,2}})\s*(?:h|hr|std|:)\s*(?P<mm>[0-5]\d)\s*(?P<clock>h|hr|hrs|std|min|m)?(?!\w|[:.]\d)"
        rf"|(?P<low>{_NUMBER})\s*(?P<low_unit>{unit})?\s*(?:(?:-|to|bis)\s*(?P<high>{_NUMBER})\s*-?\s*)?"
        rf"(?:-\s*)?(?P<unit>{unit})?)"
    )


def _quantities(plain: str, words: Vocabulary) -> list[Quantity]:
    found: list[Quantity] = []
    repeats = 1
    for match in _pattern(tuple(words.units)).finditer(plain):
        part = _quantity(match, plain, words, repeats)
        if part is None:
            continue
        found.append(part)
        if part.repeats > 1:
            repeats = part.repeats
    return found


def _quantity(
    match: re.Match[str], plain: str, words: Vocabulary, repeats_before: int
) -> Quantity | None:
    size = _clock_minutes(match, plain) if match["h"] else _size(match, words)
    if size is None or _is_a_speed(match, plain, words):
        return None
    metres, minutes = size
    rest = plain[match.end() :].lstrip(" ,)")
    repeats = int(match["repeats"] or 1)
    between = repeats == 1 and repeats_before > 1 and _begins(words, "recovery-between", rest)
    return Quantity(
        metres,
        minutes,
        repeats=repeats_before if between else max(repeats, 1),
        between=between,
        whole=_is_whole(match, plain, words),
        explained=_begins(words, "with", rest) or rest.startswith(":"),
    )


def _size(match: re.Match[str], words: Vocabulary) -> tuple[float | None, float | None] | None:
    spelled = match["unit"] or match["low_unit"]
    low = _number(match["low"], spelled)
    high = _number(match["high"], spelled) if match["high"] else low
    value = (low + max(low, high)) / 2
    if spelled is None:
        bare_repeat = match["repeats"] and low >= BARE_REPEAT_METRES_FROM
        return (value, None) if bare_repeat else None
    unit = words.units.get(spelled)
    if spelled == "m":
        unit = _bare_m(value, repeated=bool(match["repeats"]))
    if unit in METRES:
        return value * METRES[unit], None
    return (None, value * MINUTES[unit]) if unit in MINUTES else None


def _number(written: str, unit: str | None) -> float:
    """`1,000 m` is a thousand; `12,5 km` is twelve and a half."""
    if unit == "m" and _THOUSANDS.fullmatch(written):
        return float(written.replace(",", ""))
    return float(written.replace(",", "."))


def _bare_m(value: float, *, repeated: bool) -> str:
    if value < BARE_M_MILES_BELOW:
        return "mile"
    return "minute" if value < BARE_M_MINUTES_BELOW and not repeated else "metre"


def _clock_minutes(match: re.Match[str], plain: str) -> tuple[None, float] | None:
    """`1h30`, `1:30 h`; a bare `18:30` is a time of day."""
    spoken_hour = ":" not in plain[match.start("h") : match.start("mm")]
    if not spoken_hour and match["clock"] not in ("h", "hr", "hrs", "std"):
        return None
    return None, int(match["h"]) * 60.0 + int(match["mm"])


def _is_a_speed(match: re.Match[str], plain: str, words: Vocabulary) -> bool:
    """`at 5k pace` is how fast; a text that begins `5 mi pace` says how far."""
    before = plain[: match.start()].rstrip()
    if not before or match["repeats"]:
        return False
    return before.endswith("@") or _begins(words, "pace", plain[match.end() :].lstrip(" -"))


def _is_whole(match: re.Match[str], plain: str, words: Vocabulary) -> bool:
    before = plain[: match.start()].rstrip(" :=")
    alone = before.endswith("(") and plain[match.end() :].strip() == ")"
    return alone or any(
        found.end() == len(before) for found in words.role("total").finditer(before)
    )


def _begins(words: Vocabulary, role: str, rest: str) -> bool:
    return words.role(role).match(rest) is not None


def _total(parts: Sequence[Quantity]) -> float | None:
    """The whole of a run from its parts, all distances or all times."""
    sizes = [(part.metres or part.minutes or 0.0) * part.repeats for part in parts]
    if not sizes:
        return None
    for part, size in zip(parts, sizes, strict=True):
        if part.whole:
            return size
    if parts[0].explained and parts[0].repeats == 1:
        return sizes[0]
    rest = sum(sizes[1:])
    if parts[0].repeats == 1 and rest <= sizes[0] * PARTS_EXPLAIN_WHOLE and len(parts) > 2:
        return sizes[0]
    if any(part.repeats > 1 for part in parts) or len(parts) > 2:
        return sum(sizes)
    return max(sizes)


def named_distance_m(text: str, words: Vocabulary) -> float | None:
    """The distance a race says by its name, metres; the longest name counts.

    >>> from hamstrong.running.vocabulary import vocabulary
    >>> named_distance_m("Valencia Half Marathon", vocabulary("en"))
    21097.5
    """
    plain = normalise(text)
    named = sorted(words.race_names, key=len, reverse=True)
    found = next((name for name in named if re.search(rf"\b{re.escape(name)}\b", plain)), None)
    return words.race_names[found] if found else None


def split_day(text: str, words: Vocabulary) -> tuple[str, str] | None:
    """The morning's and the evening's run where one entry holds both, else None.

    >>> from hamstrong.running.vocabulary import vocabulary
    >>> split_day("Recovery AM 6 mi, PM 4 mi", vocabulary("en"))
    ('Recovery AM 6 mi', 'PM 4 mi')
    >>> split_day("Recovery AM 4 mi LT PM 10 mi with 5 mi at LT pace", vocabulary("en"))
    ('Recovery AM 4 mi', 'LT PM 10 mi with 5 mi at LT pace')
    """
    title = text.partition("\n")[0]
    morning = _half(title, words, "morning", start=0)
    if morning is None or _half(title, words, "evening", start=morning.end()) is None:
        return None
    amount = _AMOUNT.match(title, morning.end())
    if amount is None:
        return None
    unit = amount[1] and normalise(amount[1]) in words.units
    end = amount.end() if unit else amount.end() - len(amount[1] or "")
    return title[:end].strip(), title[end:].strip(" ,;+&/")


_AMOUNT = re.compile(r"\s*:?\s*\d[\d.,–-]*\s*([^\W\d]+)?")


def _half(title: str, words: Vocabulary, role: str, *, start: int) -> re.Match[str] | None:
    """Where a half of the day begins: its word with a number after it, not before it."""
    for match in words.role(role).finditer(title.casefold(), start):
        after, before = title[match.end() :].lstrip(" :"), title[: match.start()].rstrip()
        clock = before[-1:].isdigit() and start == 0
        if after[:1].isdigit() and not clock:
            return match
    return None
