"""The planner's words: sentences are in `words.en.toml` and its like, one file a language."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby

from hamstrong.exercises.schema import LoadClass
from hamstrong.language import Sentences, both, number_text
from hamstrong.running.model import Run

SENTENCES = Sentences("hamstrong.planning")

TITLES = SENTENCES.under("titles")
"""By load class: two or three words that name a session."""

WEEKDAYS = SENTENCES.under("weekdays")
"""By number, Monday is 0."""


def run_name(run: Run, *, near: bool = True) -> str:
    """`Friday's threshold run` when near, else with its date; intervals stay plural."""
    word = SENTENCES[f"runs-named.{run.type}"]
    if near:
        return SENTENCES["run-near"].format(weekday=WEEKDAYS[run.day.weekday()], run=word)
    return SENTENCES["run-far"].format(day=day_word(run.day), run=word)


def run_word(run: Run) -> str:
    """`threshold run`."""
    return SENTENCES[f"runs.{run.type}"]


def your_run(run: Run) -> str:
    """`your threshold run`."""
    return SENTENCES[f"runs-yours.{run.type}"]


def work_word(load_class: LoadClass, *, novel: bool) -> str:
    """`heavy work`, or `new heavy work` where it is new and hard."""
    return _of_work("works", load_class, novel=novel)


def needing(load_class: LoadClass, *, novel: bool) -> str:
    """`heavy work needs`, `new long-lever holds need`."""
    return _of_work("needing", load_class, novel=novel)


def _of_work(table: str, load_class: LoadClass, *, novel: bool) -> str:
    heavy = load_class in (LoadClass.C3, LoadClass.C4, LoadClass.C5, LoadClass.P2)
    return SENTENCES[f"{table}-new.{load_class}" if novel and heavy else f"{table}.{load_class}"]


def direction_word(*, before: bool) -> str:
    """`before` or `after`, as it stands in front of a run."""
    return SENTENCES["directions.before" if before else "directions.after"]


def hours_text(hours: float) -> str:
    """Whole hours up to three days, then days: nobody feels the difference at 100 h."""
    if abs(hours) < 1 and hours != 0:
        return SENTENCES["min"].format(n=round(hours * 60))
    if hours < 72:
        return SENTENCES["h"].format(n=int(hours))
    return SENTENCES["counts.day.other"].format(n=int(hours // 24))


def needed_text(hours: float) -> str:
    """`36 h`, `4 days`."""
    if hours < 96:
        return SENTENCES["h"].format(n=number_text(hours))
    return SENTENCES["counts.day.other"].format(n=number_text(hours / 24))


def day_word(day: date) -> str:
    """`3 May`."""
    return SENTENCES["day"].format(day=day.day, month=SENTENCES[f"months-short.{day.month}"])


def date_word(day: date) -> str:
    """`3 May 2027`, where the year may not be clear."""
    return SENTENCES["day-year"].format(day=day_word(day), year=day.year)


def weekday_day(day: date) -> str:
    """`Tuesday 5 Jan`."""
    return SENTENCES["weekday-day"].format(weekday=WEEKDAYS[day.weekday()], day=day_word(day))


def short_weekday_day(day: date) -> str:
    """`Tue 5 Jan`."""
    weekday = SENTENCES[f"weekdays-short.{day.weekday()}"]
    return SENTENCES["weekday-day"].format(weekday=weekday, day=day_word(day))


def short_day(day: date) -> str:
    """`Tue 05`."""
    return f"{SENTENCES[f'weekdays-short.{day.weekday()}']} {day:%d}"


def weekday_time(moment: datetime) -> str:
    """`Tuesday 18:00`."""
    weekday = WEEKDAYS[moment.weekday()]
    return SENTENCES["weekday-time"].format(weekday=weekday, time=f"{moment:%H:%M}")


def days_word(days: Iterable[date]) -> str:
    """`24, 26 Nov, 1, 3 Dec`; the days in their order."""
    months = [list(same) for _, same in groupby(days, key=lambda day: (day.year, day.month))]
    return ", ".join(
        ", ".join([*(str(day.day) for day in same[:-1]), day_word(same[-1])]) for same in months
    )


def span_word(first: date, last: date) -> str:
    """`on 3 May`, `from 3 May to 5 May`."""
    if first == last:
        return SENTENCES["on-day"].format(day=day_word(first))
    return SENTENCES["from-to"].format(first=day_word(first), last=day_word(last))


def count_word(number: int, noun: str) -> str:
    """`1 set`, `3 sets`; the noun is a name in the table of counts."""
    return SENTENCES.say(f"counts.{noun.replace(' ', '-')}", n=number)


def capitalised(sentence: str) -> str:
    """The first letter large, the others as they are."""
    return sentence[:1].upper() + sentence[1:]


def number_word(number: int) -> str:
    """`Two`, of sessions; digits from five on."""
    return SENTENCES[f"numbers.{number}"] if number <= 4 else str(number)


def listed_words(words: list[str]) -> str:
    """`a, b and c`."""
    return both(words, SENTENCES["and"])
