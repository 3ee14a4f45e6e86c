"""What happens to a block after it was planned: one change at a time, and time that goes on.

`Life(seed)` begins as the problem of that number. Each `step` makes one change as athletes make
them and gives the request to plan again with; `settle` takes the plan that came of it. The steps
depend on the plans, so a sequence is the same as long as the planner is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from benchmarks.varied_blocks import problem
from hamstrong.exercises.schema import LoadClass, Tissue
from hamstrong.planning.model import (
    Absence,
    AbsenceKind,
    Limit,
    Plan,
    PlanRequest,
    Reason,
    ReturnSpeed,
    Session,
)
from hamstrong.running.model import Run, RunType

DONE = 0.75
"""Share of the sessions that are done; the others are missed."""

SKIPPED = 0.5
"""Share of the missed ones of which the athlete says so."""

_SORE = Reason("Sore this morning.", rule="check-in")
_PAIN = Reason("Pain of 6 in the calf.", rule="pain")


@dataclass(frozen=True)
class Step:
    """One change.

    Attributes:
        kind: What happened, in two or three words.
        request: To plan again with.
        is_loss: True when only sessions or days were lost: no week may hold more than before.
        day: The day it is about.
    """

    kind: str
    request: PlanRequest
    is_loss: bool
    day: date


class Life:
    """A block that is lived: its runs, its log and what has come up."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(f"life {seed}")
        start = problem(seed)
        latest = start.race.day - timedelta(days=self._rng.randint(1, 60))
        today = max(start.today, min(latest, start.today + timedelta(days=40)))
        today = today if self._rng.random() < 0.3 else start.today
        self._now = self._clock(start, today)
        self.request = replace(
            start, today=today, previous=None, done={}, pins={}, not_before=self._now
        )
        self._plan: Plan | None = None

    def settle(self, plan: Plan) -> None:
        """The plan that holds from now on."""
        self._plan = plan
        self.request = replace(self.request, previous=plan)

    def step(self) -> Step | None:
        """The next change; None when the race is near or over."""
        if (self.request.race.day - self.request.today).days < 2:
            return None
        pick = self._rng.random()
        if pick < 0.35:
            return self._time_passes()
        kind, change, is_loss = self._rng.choice(_CHANGES)
        day = change(self)
        return Step(kind, self.request, is_loss, day)

    # Time

    def _clock(self, request: PlanRequest, day: date) -> datetime:
        clock = time(self._rng.randint(4, 21), self._rng.choice((0, 20, 45)))
        moment = datetime.combine(day, clock, request.zone)
        return moment.astimezone(UTC).astimezone(request.zone)

    def _time_passes(self) -> Step:
        """Days go by; what was planned in them was done, done at another hour, or missed."""
        days = self._rng.choice((1, 1, 1, 2, 3, 6))
        latest = self.request.race.day - timedelta(days=1)
        today = min(self.request.today + timedelta(days=days), latest)
        now = self._clock(self.request, today)
        done, skipped = dict(self.request.done), set(self.request.skipped)
        for session in self._sessions():
            is_open = session.id not in done and session.id not in skipped
            if self._now < session.end <= now and is_open:
                late = timedelta(hours=self._rng.choice((0, 0, 0, 0.2, 2)))
                begun = (session.start.astimezone(UTC) + late).astimezone(self.request.zone)
                if self._rng.random() < DONE and begun < now:
                    done[session.id] = begun
                elif self._rng.random() < SKIPPED:
                    skipped.add(session.id)
        self._now = now
        self._change(today=today, not_before=now, done=done, skipped=frozenset(skipped))
        self._expose()
        return Step("days pass", self.request, is_loss=True, day=today)

    def _expose(self) -> None:
        """What was done is known to the body: the log's days beside those of before."""
        sessions = {session.id: session for session in self._sessions()}
        days = {key: set(found) for key, found in self.request.exposures.items()}
        for key, begun in self.request.done.items():
            for dose in sessions[key].doses if key in sessions else ():
                day = begun.astimezone(self.request.zone).date()
                days.setdefault(dose.exercise_id, set()).add(day)
        self._change(exposures={key: tuple(sorted(found)) for key, found in days.items()})

    def _sessions(self) -> tuple[Session, ...]:
        return self._plan.sessions if self._plan else ()

    def _coming(self) -> list[Session]:
        over = {*self.request.done, *self.request.skipped}
        return [s for s in self._sessions() if s.start > self._now and s.id not in over]

    def _change(self, **fields: object) -> None:
        self.request = replace(self.request, **fields)  # type: ignore[arg-type]

    def _soon(self, days: int = 12) -> date:
        """A day from today on, most likely a near one."""
        return self.request.today + timedelta(days=min(self._rng.randint(0, days) for _ in "ab"))

    # Runs

    def _a_run(self) -> Run | None:
        """A run of the next weeks; never the race, which the athlete cannot move."""
        race_day = self.request.race.day
        near = [r for r in self.request.runs if r.start > self._now and r.day != race_day]
        return self._rng.choice(near[:14]) if near else None

    def _with_run(self, old: Run | None, new: Run | None) -> date:
        others = [run for run in self.request.runs if run != old]
        if new is not None and not _is_free(new, others):
            new = old
        runs = [*others, *([new] if new else [])]
        self._change(runs=tuple(sorted(runs, key=lambda run: (run.start, run.id))))
        changed = new or old
        return changed.day if changed else self.request.today

    def _run_moved(self) -> date:
        run, days = self._a_run(), self._rng.choice((-1, 1))
        shifted = run and _shifted(run, timedelta(days=days))
        return self._with_run(run, shifted if shifted and shifted.start > self._now else run)

    def _run_to_another_hour(self) -> date:
        run, hours = self._a_run(), self._rng.choice((-5, -2, 2, 4, 9))
        shifted = run and _shifted(run, timedelta(hours=hours))
        return self._with_run(run, shifted if shifted and shifted.start > self._now else run)

    def _run_missed(self) -> date:
        run = self._a_run()
        return self._with_run(run, None)

    def _run_longer(self) -> date:
        run, more = self._a_run(), self._rng.choice((1.2, 1.5, 2.0))
        return self._with_run(run, run and _longer(run, more))

    def _run_harder(self) -> date:
        run = self._a_run()
        kinds = (RunType.THRESHOLD, RunType.INTERVAL, RunType.LONG)
        harder = run and replace(run, type=self._rng.choice(kinds), key=True)
        return self._with_run(run, harder)

    def _run_added(self) -> date:
        day, hour = self._soon(), self._rng.choice((6, 12, 18))
        start = datetime.combine(day, time(hour), self.request.zone)
        end = start + timedelta(minutes=self._rng.choice((30, 50, 95)))
        kind = self._rng.choice((RunType.EASY, RunType.THRESHOLD))
        key = kind is RunType.THRESHOLD
        added = Run(f"added-{start:%m-%d-%H}", start, end, kind, key, "Added")
        is_new = start > self._now and all(run.id != added.id for run in self.request.runs)
        return self._with_run(None, added if is_new else None)

    # Days

    def _day_off(self) -> date:
        day, week = self._soon(), self.request.availability
        self._change(availability=replace(week, days_off=week.days_off | {day}))
        return day

    def _absent(self, kind: AbsenceKind) -> date:
        first = self._soon() if kind is not AbsenceKind.ILL else self.request.today
        last = first + timedelta(days=self._rng.randint(2, 13))
        back = self._rng.choice(tuple(ReturnSpeed))
        number = len(self.request.absences)
        absence = Absence(f"absence-{number}", first, last, kind, back)
        self._change(absences=(*self.request.absences, absence))
        return first

    def _ill(self) -> date:
        return self._absent(AbsenceKind.ILL)

    def _away(self) -> date:
        return self._absent(AbsenceKind.AWAY)

    def _travels(self) -> date:
        return self._absent(AbsenceKind.TRAVELLING)

    # Body

    def _limited(self, last: date | None, hardest: LoadClass | None, reason: Reason) -> date:
        today = self.request.today
        tissues = frozenset(self._rng.sample(tuple(Tissue), self._rng.choice((1, 1, 2))))
        share = self._rng.choice((0.5, 0.7))
        limit = Limit(today, last, tissues, hardest, share, reason)
        self._change(limits=(*self.request.limits, limit))
        return today

    def _sore(self) -> date:
        hardest = self._rng.choice((None, LoadClass.C1, LoadClass.C2))
        return self._limited(self.request.today, hardest, _SORE)

    def _in_pain(self) -> date:
        hardest = self._rng.choice((None, LoadClass.C2))
        days = self._rng.choice((None, 2, 6))
        last = None if days is None else self.request.today + timedelta(days=days)
        return self._limited(last, hardest, _PAIN)

    def _well_again(self) -> date:
        self._change(limits=())
        return self.request.today

    # Sessions

    def _done_elsewhere(self) -> date:
        """A session of the days to come was done a little while ago."""
        coming = self._coming()
        if coming:
            begun = (self._now.astimezone(UTC) - timedelta(hours=1)).astimezone(self._now.tzinfo)
            session = self._rng.choice(coming[:2])
            if begun.date() == self.request.today:
                self._change(done={**self.request.done, session.id: begun})
                self._expose()
        return self.request.today

    def _skipped(self) -> date:
        """The athlete says of a session of the days to come that there will be none."""
        coming = self._coming()
        if coming:
            skipped = self._rng.choice(coming[:2]).id
            self._change(skipped=self.request.skipped | {skipped})
        return self.request.today

    def _pinned(self) -> date:
        coming = self._coming()
        if not coming:
            return self.request.today
        session = self._rng.choice(coming[:4])
        monday = session.day - timedelta(days=session.day.weekday())
        day = monday + timedelta(days=self._rng.randint(0, 6))
        pin = self._clock(self.request, max(day, self.request.today))
        self._change(pins={**self.request.pins, session.id: pin})
        return pin.date()

    def _unpinned(self) -> date:
        self._change(pins={})
        return self.request.today


def _is_free(run: Run, others: list[Run]) -> bool:
    return all(other.end <= run.start or run.end <= other.start for other in others)


def _shifted(run: Run, by: timedelta) -> Run:
    """The run on another day at its clock time, or at another hour."""
    length = run.end.astimezone(UTC) - run.start.astimezone(UTC)
    start = (run.start + by).astimezone(UTC)
    zone = run.start.tzinfo
    return replace(run, start=start.astimezone(zone), end=(start + length).astimezone(zone))


def _longer(run: Run, more: float) -> Run:
    length = run.end.astimezone(UTC) - run.start.astimezone(UTC)
    end = (run.start.astimezone(UTC) + more * length).astimezone(run.start.tzinfo)
    whole = end.replace(second=0, microsecond=0)
    return replace(run, end=whole, distance_m=run.distance_m and run.distance_m * more)


_CHANGES: tuple[tuple[str, Callable[[Life], date], bool], ...] = (
    ("run moved a day", Life._run_moved, False),
    ("run at another hour", Life._run_to_another_hour, False),
    ("run missed", Life._run_missed, False),
    ("run longer", Life._run_longer, False),
    ("run harder", Life._run_harder, False),
    ("run added", Life._run_added, False),
    ("day off", Life._day_off, True),
    ("ill", Life._ill, True),
    ("away", Life._away, True),
    ("travelling", Life._travels, False),
    ("sore today", Life._sore, False),
    ("in pain", Life._in_pain, False),
    ("well again", Life._well_again, False),
    ("done elsewhere", Life._done_elsewhere, False),
    ("session skipped", Life._skipped, True),
    ("session pinned", Life._pinned, False),
    ("pins taken back", Life._unpinned, False),
)


def changed(before: Plan, after: Plan, *, standing: Mapping[str, object]) -> dict[str, bool]:
    """Sessions that came, went, moved or hold something else: whether each one moved."""
    was = {session.id: session for session in before.sessions}
    now = {session.id: session for session in after.sessions}
    found = {}
    for key in sorted((was.keys() | now.keys()) - standing.keys()):
        old, new = was.get(key), now.get(key)
        if old is None or new is None or old.start != new.start:
            found[key] = True
        elif old.doses != new.doses:
            found[key] = False
    return found
