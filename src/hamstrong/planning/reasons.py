"""Why: sentences derived from the margins the placement was decided by."""

from collections.abc import Container, Sequence
from datetime import date, timedelta

from hamstrong.planning.dose.limits import blocking
from hamstrong.planning.model import PlanRequest, Reason, Session
from hamstrong.planning.spacing import HEAVY_CLASSES, Margin, Work
from hamstrong.planning.words import (
    SENTENCES,
    WEEKDAYS,
    capitalised,
    direction_word,
    hours_text,
    needed_text,
    needing,
    number_word,
    run_name,
    work_word,
    your_run,
)
from hamstrong.running.model import RunType

_NEAR = timedelta(days=6)


def decisive(margins: Sequence[Margin]) -> Margin | None:
    """The coming run that leaves the least room: first those that ask for hours, key runs first."""
    coming = [m for m in margins if m.before_run]
    asking = [m for m in coming if m.run.key and m.gap.hard > 0] or [m for m in coming if m.run.key]
    return min(asking or coming, key=lambda m: (m.slack, m.run.start), default=None)


def session_reason(work: Work, margins: Sequence[Margin], *, pinned: bool) -> Reason:
    """One sentence naming the run that decided where this session stands."""
    chief = decisive(margins)
    if chief is None:
        return Reason(SENTENCES["alone"], rule="spacing-before")
    sentence = _before_sentence(work, chief)
    earlier = _earlier_today(work, margins)
    if earlier and earlier.run.type.is_quality and work.load_class in HEAVY_CLASSES:
        sentence = SENTENCES["hard-day"].format(run=your_run(earlier.run), sentence=sentence)
    elif earlier and earlier.gap.hard > 0:
        sentence = SENTENCES["after"].format(
            hours=hours_text(earlier.hours), run=your_run(earlier.run), sentence=sentence
        )
    if pinned:
        sentence = SENTENCES["pinned"].format(sentence=sentence)
    return Reason(
        capitalised(sentence),
        rule="spacing-before",
        run_id=chief.run.id,
        hours=round(chief.hours, 2),
        needed_h=chief.gap.hard,
    )


def _before_sentence(work: Work, margin: Margin) -> str:
    key = "before" if margin.gap.hard > 0 else "before-free"
    return SENTENCES[key].format(
        hours=hours_text(margin.hours),
        run=named(work, margin),
        work=work_word(work.load_class, novel=work.novel),
        needing=needing(work.load_class, novel=work.novel),
        needed=needed_text(margin.gap.hard),
    )


def named(work: Work, margin: Margin) -> str:
    """The run by its weekday when it is near, else by its date."""
    near = abs(margin.run.start - work.start) <= _NEAR
    return run_name(margin.run, near=near)


def _earlier_today(work: Work, margins: Sequence[Margin]) -> Margin | None:
    today = [m for m in margins if not m.before_run and m.run.day == work.start.date()]
    return today[-1] if today else None


def breach_reason(work: Work, margin: Margin) -> Reason:
    """Why a session may not stand here."""
    if margin.hours < 0:
        text = SENTENCES["overlaps"].format(run=named(work, margin))
    else:
        text = SENTENCES["too-close"].format(
            work=work_word(work.load_class, novel=work.novel),
            needing=needing(work.load_class, novel=work.novel),
            needed=needed_text(margin.gap.hard),
            direction=direction_word(before=margin.before_run),
            run=named(work, margin),
            hours=hours_text(margin.hours),
        )
    return Reason(
        capitalised(text),
        rule="spacing-before" if margin.before_run else "spacing-after",
        run_id=margin.run.id,
        hours=round(margin.hours, 2),
        needed_h=margin.gap.hard,
    )


def missed_preference(work: Work, margin: Margin) -> str:
    """That a place leaves fewer hours to a run than are better, without breaking the hard ones."""
    return SENTENCES["nearer"].format(
        hours=hours_text(margin.hours),
        direction=direction_word(before=margin.before_run),
        run=named(work, margin),
        better=needed_text(margin.gap.preferred),
    )


def lighter_reason(given: Work, wished: Work, nearest: Margin | None) -> Reason:
    """Why a week has a lighter class than its phase wishes for.

    `nearest` is the margin that fails in the best of the wished kind's places; None when each
    place was legal by itself and the week as a whole ruled it out.
    """
    given_word = capitalised(work_word(given.load_class, novel=given.novel))
    wished_word = work_word(wished.load_class, novel=wished.novel)
    if nearest is None:
        text = SENTENCES["lighter-week"].format(given=given_word, wished=wished_word)
        return Reason(text, rule="spacing-other")
    text = SENTENCES["lighter"].format(
        given=given_word,
        wished=wished_word,
        hours=hours_text(nearest.hours),
        direction=direction_word(before=nearest.before_run),
        run=named(wished, nearest),
        needing=needing(wished.load_class, novel=wished.novel),
        needed=needed_text(nearest.gap.hard),
    )
    return Reason(
        text,
        rule="spacing-before" if nearest.before_run else "spacing-after",
        run_id=nearest.run.id,
        hours=round(nearest.hours, 2),
        needed_h=nearest.gap.hard,
    )


def empty_day_reason(day: date, week: Sequence[Session], request: PlanRequest) -> Reason:
    """Why there is no strength on a day."""
    races = {run.day for run in request.runs if run.type is RunType.RACE}
    if day in races:
        return Reason(SENTENCES["day-race"], rule="taper")
    blocked = blocked_reason(day, request)
    if blocked:
        return blocked
    if 0 < (request.race.day - day).days <= 2:
        return Reason(SENTENCES["day-before-race"], rule="taper")
    if not week:
        return Reason(SENTENCES["day-none-week"], rule="dose")
    return spent_reason(day, week, over={*request.done, *request.skipped})


def blocked_reason(day: date, request: PlanRequest) -> Reason | None:
    """Why no strength at all can be on a day, whatever its runs; None when some could."""
    if day == request.race.day:
        return Reason(SENTENCES["day-race"], rule="taper")
    if day in request.availability.days_off:
        return Reason(SENTENCES["day-off"])
    if not request.availability.windows_on(day):
        return Reason(SENTENCES["day-no-window"].format(weekday=WEEKDAYS[day.weekday()]))
    return blocking(request, day)


def spent_reason(day: date, week: Sequence[Session], *, over: Container[str] = ()) -> Reason:
    """The week has its sessions; the day is none of theirs.

    Args:
        day: Without a session.
        week: The sessions of its week, in time order, at least one.
        over: Ids of sessions that were done or skipped: none of these is still to come.
    """
    many = "one" if len(week) == 1 else "other"
    count = SENTENCES[f"sessions.{many}"].format(number=number_word(len(week)))
    coming = next((s for s in week if s.day > day and s.id not in over), None)
    last = next((s for s in reversed(week) if s.day <= day), None)
    named = coming or last
    if named is None:
        return Reason(SENTENCES["day-spent-over"].format(count=count), rule="dose")
    key = "day-spent" if coming else "day-spent-last"
    weekday = WEEKDAYS[named.day.weekday()]
    return Reason(SENTENCES[key].format(count=count, weekday=weekday), rule="dose")
