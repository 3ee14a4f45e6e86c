"""Answers made by hand: a plan document around what a test is about, and who it is for."""

from datetime import datetime, time, timedelta
from typing import Any

from tests.checker.documents import Item, at, document, session
from tests.checker.facts import Facts, Movement, Opening
from tests.checker.judge import judge
from tests.checker.reading import Document, moment

TODAY = at(0).date()
RACE = at(95, 9)
"""A Friday thirteen weeks later."""

ALL_DAY = (Opening(time(0), time(23, 59)),)

MOVEMENTS = {
    "c0": Movement("C0", ("trunk",), family="mobility"),
    "c1": Movement("C1", ("trunk",), family="trunk"),
    "c2": Movement("C2", ("calf", "quad"), family="calf", level=2),
    "c4": Movement("C4", ("hamstring",), (frozenset({"load"}), frozenset({"gym"})), "hinge", 2),
    "p1": Movement("P1", ("calf",), family="plyometric"),
    "hold": Movement("C2", ("hamstring",), family="bridge", level=4),
    "low": Movement("C1", ("hamstring",), family="bridge", level=2),
}


def facts(**more: Any) -> Facts:
    """An athlete with time all day, a dumbbell, and everything done before."""
    usual: dict[str, Any] = {
        "today": TODAY,
        "weekdays": dict.fromkeys(range(7), ALL_DAY),
        "kits": {"home": frozenset({"load"})},
        "movements": MOVEMENTS,
        "accustomed": {item.family: TODAY for item in MOVEMENTS.values()},
        "minutes": 30,
    }
    return Facts(**(usual | more))


def answer(*items: Item, race: datetime = RACE, **more: Any) -> Document:
    """A whole plan document: weeks, reasons, and a word for each empty day."""
    taken = {moment(item["start"]).date() for item in items if "load_class" in item}
    length = (race.date() - TODAY).days + 1
    days = [TODAY + timedelta(days=n) for n in range(length)]
    empty = [{"day": f"{day}", "reason": "No time."} for day in days if day not in taken]
    plain = document(*items, race=race)
    sessions = [_told(item, plain["runs"]) for item in plain["sessions"]]
    parts = {"zone": "UTC", "weeks": weeks(race), "empty_days": empty, "sessions": sessions}
    return {**plain, **parts, **more}


def weeks(race: datetime, *, phase: str = "base") -> list[Item]:
    last = race.date() - timedelta(days=race.date().weekday())
    count = (last - TODAY).days // 7
    return [
        {
            "monday": f"{TODAY + timedelta(weeks=n)}",
            "weeks_to_race": count - n,
            "phase": phase,
            "notes": [],
        }
        for n in range(count + 1)
    ]


def _told(item: Item, runs: list[Item]) -> Item:
    end = moment(item["end"])
    keys = [r for r in runs if r["key"] and moment(r["start"]) >= end]
    coming = min(keys, key=lambda r: moment(r["start"]), default=None)
    key = coming["id"] if coming else None
    return {
        "reason": "Enough hours.",
        "reason_facts": {"run_id": key},
        "next_key_run_id": key,
        "pinned": False,
        "venue": "home",
        **item,
    }


def numbered(load_class: str, start: datetime, number: int = 1, **more: Any) -> Item:
    """A session with an id as plans give it."""
    monday = start.date() - timedelta(days=start.weekday())
    return session(load_class, start, **{"id": f"{monday}-{number}", **more})


def rules(*items: Item, told: Facts | None = None, **more: Any) -> list[str]:
    return [breach.rule for breach in judge(answer(*items, **more), told or facts())]
