"""The planner's sentences, kept apart from its rules so that a language is one more table."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from hamstrong.exercises.schema import LoadClass
from hamstrong.running.model import Run, RunType

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

TITLES: dict[LoadClass, str] = {
    LoadClass.C0: "Primer",
    LoadClass.C1: "Light strength",
    LoadClass.C2: "Holds",
    LoadClass.C3: "Long-lever holds",
    LoadClass.C4: "Strength",
    LoadClass.C5: "Full strength",
    LoadClass.P1: "Low hops",
    LoadClass.P2: "Hops",
}

RUN_WORDS: dict[RunType, str] = {
    RunType.EASY: "easy run",
    RunType.MEDIUM_LONG: "medium-long run",
    RunType.LONG: "long run",
    RunType.MARATHON_PACE: "marathon-pace run",
    RunType.THRESHOLD: "threshold run",
    RunType.INTERVAL: "intervals",
    RunType.REPETITION: "repetitions",
    RunType.RACE: "race",
}

CLASS_WORDS: dict[LoadClass, str] = {
    LoadClass.C0: "a primer",
    LoadClass.C1: "light work",
    LoadClass.C2: "hard holds",
    LoadClass.C3: "long-lever holds",
    LoadClass.C4: "heavy work",
    LoadClass.C5: "slow lowering work",
    LoadClass.P1: "low hops",
    LoadClass.P2: "single-leg hops",
}

SENTENCES = {
    "before": "{hours} before {run}; {work} {needs} {needed}.",
    "before-free": "{hours} before {run}; {work} may stand any time before it.",
    "after": "{hours} after {run} and {sentence}",
    "hard-day": "The evening of {run}, so that easy days stay easy: {sentence}",
    "alone": "No key run follows within three weeks; nothing has to give way.",
    "pinned": "You chose this time: {sentence}",
    "week-holds": "This week is planned with {count}.",
    "pin-refused": "The time you chose for {title} is not possible: {sentence}",
    "too-close": "{work} {needs} {needed} {direction} {run}; this leaves {hours}.",
    "nearer": "It would stand {hours} {direction} {run}; {better} is better.",
    "overlaps": "That is the time of {run}.",
    "lighter": "{given} instead of {wished} this week: the best free time leaves {hours}"
    " {direction} {run}, and {wished} {needs} {needed}.",
    "lighter-week": "{given} instead of {wished} this week: sessions need hours between them, and"
    " one day stays easy.",
    "fewer": "{placed} of {wished} sessions this week: no other free time keeps its hours to your"
    " runs.",
    "fewer-at-all": "No time for strength this week: none of your free hours keeps its hours to"
    " your runs.",
    "crowded": "{placed} of {wished} sessions this week: one more would stand too close to the"
    " rest.",
    "crowded-at-all": "No session this week: what is free stands too close to the weeks around it.",
    "other-week": "A session stays in its own week, so that no week carries two weeks' work.",
    "sessions-close": "{hours} belong between this session and {title} on {day}.",
    "no-window": "No session fits into your free hours this week: they are too short, taken by"
    " runs, or over.",
    "late": "{placed} of {wished} sessions this week: it is too late in the week for more.",
    "late-at-all": "No session this week: it is too late in the week.",
    "wish-few": "{wish} a week, as you wish; the trials behind this phase used {low}.",
    "wish-many": "{wish} a week are more than this phase carries; {high} are planned.",
    "lighter-there": "At that time it could only be lighter: a week keeps one easy day, and hours"
    " between its sessions.",
    "cutback": "Your run plan cuts back this week, so strength does too: fewer sets, same rung.",
    "tryout": "The first session finds your level with holds of 15 s.",
    "too-late-for-new": "Less than four weeks to the race: no new exercise now, light work only.",
    "day-race": "Race day.",
    "day-off": "You took this day off from strength.",
    "day-no-window": "You have no time for strength on {weekday}s.",
    "day-spent": "{count} this week; the next is on {weekday}.",
    "day-spent-last": "{count} this week; the last is on {weekday}.",
    "day-none-week": "No session this week.",
    "day-before-race": "The last days before the race are for rest.",
    "no-hops": "No hops in the {days} days after a race.",
    "after-race-none": "The first days after the race are for rest; strength comes back on day"
    " {days}.",
    "after-race": "Until day {days} after the race nothing harder than {hardest}.",
    "absent-ill": "Ill {days}: no strength.",
    "absent-away": "Away {days}: no strength.",
    "absent-travelling": "Travelling {days}: strength with what you have there.",
    "after-ill": "Nothing harder than holds for {days} after an illness.",
    "return": "You lost {lost}, so strength comes back over {days} with {share} % of its sets.",
    "break": "Two weeks or more without strength: {share} % of the sets this week.",
    "short-block": "A block of {weeks} is short: strength is kept rather than built.",
    "frozen-load": "Running grows by more than {share} % this week, so strength stays as it was.",
    "frozen-longest": "This week holds your longest run so far, so strength stays as it was.",
    "frozen-missed": "The last two sessions were missed, so strength goes on where it was.",
    "dose-phase": "Up to {sets} of each exercise, as the {phase} phase asks.",
    "dose-novel": "Half the sets of what is still new to you, the first three times.",
    "dose-cutback": "Your run plan cuts back, so the sets are {share} % of the usual.",
    "dose-taper": "The taper leaves {share} % of the sets at this distance from the race.",
    "dose-minutes": "{minutes} min are not enough for all of it; what matters least was left out.",
    "dose-cap": "No more than {sets} for the {tissue} in a week.",
    "dose-ramp": "Sets for the {tissue} grow by no more than a fifth a week.",
    "dose-hops": "No more than {contacts} hops this week; they grow slowly.",
    "dose-weaker": "Your {side} side goes first and gets one more set.",
    "fresh": "Nothing hard is left in your legs from the days before.",
    "in-the-legs": "{work} ended {hours} before: likely still in your legs.",
}


def run_name(run: Run, *, near: bool = True) -> str:
    """`Friday's threshold run` when near, else with its date; intervals stay plural."""
    word = run_word(run)
    if near:
        return f"{WEEKDAYS[run.day.weekday()]}'s {word}"
    return f"the {word} on {run.day.day} {run.day:%b}"


def run_word(run: Run) -> str:
    return RUN_WORDS[run.type]


def work_word(load_class: LoadClass, *, novel: bool) -> str:
    heavy = load_class in (LoadClass.C3, LoadClass.C4, LoadClass.C5, LoadClass.P2)
    return f"new {CLASS_WORDS[load_class]}" if novel and heavy else CLASS_WORDS[load_class]


def needs(load_class: LoadClass) -> str:
    plural = load_class in (LoadClass.C2, LoadClass.C3, LoadClass.P1, LoadClass.P2)
    return "need" if plural else "needs"


def hours_text(hours: float) -> str:
    """Whole hours up to three days, then days: nobody feels the difference at 100 h."""
    if abs(hours) < 1 and hours != 0:
        return f"{round(hours * 60)} min"
    if hours < 72:
        return f"{int(hours)} h"
    days = int(hours // 24)
    return f"{days} days"


def needed_text(hours: float) -> str:
    return f"{hours:g} h" if hours < 96 else f"{hours / 24:g} days"


def day_word(day: date) -> str:
    """`3 May`."""
    return f"{day.day} {day:%b}"


def date_word(day: date) -> str:
    """`3 May 2027`, where the year may not be clear."""
    return f"{day_word(day)} {day.year}"


def days_word(days: Iterable[date]) -> str:
    """`24, 26 Nov, 1, 3 Dec`; the days in their order."""
    months = [list(same) for _, same in groupby(days, key=lambda day: (day.year, day.month))]
    return ", ".join(
        ", ".join([*(str(day.day) for day in same[:-1]), day_word(same[-1])]) for same in months
    )


def count_word(number: int, noun: str) -> str:
    """`1 set`, `3 sets`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def number_word(number: int) -> str:
    return ("No", "One", "Two", "Three", "Four")[number] if number <= 4 else str(number)
