"""What became of runs: missed, run as planned or otherwise, run in addition, taken out."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from hamstrong.coach.change_plan import Claim, PlainEdit, change_plan
from hamstrong.coach.days import check_day, check_near
from hamstrong.coach.model import OWN_PREFIX, Correction, PlanChange, RunOutcome
from hamstrong.coach.move_run import check_free
from hamstrong.coach.own_runs import drop_own_run, keep_own_run, own_runs
from hamstrong.coach.ports import Ports
from hamstrong.coach.runs import corrected, is_key_type, overlap, planned_runs, source_run
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput, Conflict
from hamstrong.language import number_text
from hamstrong.planning.words import SENTENCES, capitalised, date_word, run_name
from hamstrong.running.model import OWN_SOURCE, Run, RunType

SHORTEST_RUN_MIN = 1.0
LONGEST_RUN_MIN = 1440.0
"""A day: nobody plans strength around more in one go."""
LONGEST_TITLE = 80

Told = Literal["planned", "missed", "done", "removed"]
_TO_COME = ("done", "missed")
"""What nobody can say of a coming run."""
_PLURAL = (RunType.INTERVAL, RunType.REPETITION)
"""Types whose words are plural: the intervals take 40 min."""


@dataclass(frozen=True, slots=True)
class TellRun(PlainEdit):
    """What became of a run; it counts by what was done.

    Attributes:
        run_id: Of the run.
        outcome: `planned` takes back what was said; `done` alone means as planned.
        minutes: How long it was, or now will be; None as long as planned.
        type: What was really run; key follows from it.
        distance_m: How far it was, metres, where something measured it.
        start: When it really began, aware, on its day; None when planned.
    """

    run_id: str
    outcome: Told
    minutes: float | None = None
    type: RunType | None = None
    distance_m: float | None = None
    start: datetime | None = None
    what: Literal["run-outcome"] = "run-outcome"

    def apply(self, ports: Ports, athlete_id: str) -> str:
        """Raises NotFound, BadInput."""
        source = source_run(ports, athlete_id, self.run_id)
        _check_minutes(self.minutes)
        _check_type(self.type)
        _check_distance(self.distance_m)
        more = (self.minutes, self.type, self.distance_m, self.start)
        if self.outcome != "done" and more != (None, None, None, None):
            raise BadInput(SAY["minutes-type-belong-run"], place="outcome")
        before = ports.store.runs.corrections(athlete_id).get(self.run_id, Correction(self.run_id))
        run = corrected(source, replace(before, outcome=None))
        if run.day > _today(ports, athlete_id) and self.outcome in _TO_COME:
            name = run_name(run, near=False)
            raise BadInput(SAY.say(f"to-come-{self.outcome}", run=name), place="outcome")
        if self.outcome == "removed" and _is_own(ports, athlete_id, self.run_id):
            drop_own_run(ports, athlete_id, self.run_id)
            ports.store.runs.uncorrect(athlete_id, self.run_id)
        else:
            after = self._told(before)
            if self.start is not None:
                after = self._begun(ports, athlete_id, source, after)
            ports.store.runs.correct(athlete_id, after)
        return self._text(run)

    @property
    def claims(self) -> frozenset[Claim]:
        """A run that is gone has neither a length nor a time."""
        said = {Claim("run", self.run_id, "minutes")}
        if self.outcome in ("missed", "removed"):
            said.add(Claim("run", self.run_id, "time"))
        return frozenset(said)

    def _told(self, before: Correction) -> Correction:
        if self.outcome == "planned":
            return replace(before, outcome=None, minutes=None, distance_m=None)
        if before.outcome is RunOutcome.DONE:
            # What it was is no measure of what it was meant to be.
            before = replace(before, minutes=None, distance_m=None)
        told = replace(before, outcome=RunOutcome(self.outcome))
        if self.outcome != "done":
            return told
        told = replace(told, minutes=self.minutes, distance_m=self.distance_m)
        return told if self.type is None else replace(told, type=self.type, key=None)

    def _begun(self, ports: Ports, athlete_id: str, source: Run, told: Correction) -> Correction:
        """With the hour it really began at, in the athlete's zone."""
        if self.start is None or self.start.tzinfo is None:
            raise BadInput(SAY["start-needs-its-time"], place="start")
        start = self.start.astimezone(ports.store.athletes.get(athlete_id).zone)
        if start.date() != corrected(source, replace(told, outcome=None)).day:
            raise BadInput(SAY["done-on-its-day"], place="start")
        after = replace(told, start=start, moved_from=source.start)
        check_free(corrected(source, after), planned_runs(ports, athlete_id))
        return after

    def _text(self, run: Run) -> str:
        name = _named(run)
        if self.outcome != "done":
            return SAY.say(f"run-{self.outcome}", run=name)
        amount = "" if self.minutes is None else SAY.say("run-in", minutes=round(self.minutes))
        kind = "" if self.type is None else SAY.say("run-as", type=SENTENCES[f"runs.{self.type}"])
        return SAY.say("run-done", run=name, kind=kind, amount=amount)


@dataclass(frozen=True, slots=True)
class LengthenRun(PlainEdit):
    """A run will take another time than its plan says; it has not been run yet."""

    run_id: str
    minutes: float
    what: Literal["run-minutes"] = "run-minutes"

    def apply(self, ports: Ports, athlete_id: str) -> str:
        """Raises NotFound, BadInput; Conflict where it would run into another run."""
        source = source_run(ports, athlete_id, self.run_id)
        _check_minutes(self.minutes)
        before = ports.store.runs.corrections(athlete_id).get(self.run_id, Correction(self.run_id))
        after = replace(before, minutes=self.minutes)
        check_free(corrected(source, after), planned_runs(ports, athlete_id))
        ports.store.runs.correct(athlete_id, after)
        run = corrected(source, before)
        takes = "run-take" if run.type in _PLURAL else "run-takes"
        return SAY.say(takes, run=_named(run), minutes=round(self.minutes))

    @property
    def claims(self) -> frozenset[Claim]:
        return frozenset({Claim("run", self.run_id, "minutes")})


@dataclass(frozen=True, slots=True)
class AddRun(PlainEdit):
    """A run that is in no plan: done already, or still to come.

    Attributes:
        start: Aware.
        minutes: Its length.
        type: What it asks for; key follows from it unless told.
        distance_m: Metres, None where nobody knows.
    """

    start: datetime
    minutes: float
    type: RunType = RunType.EASY
    title: str = ""
    distance_m: float | None = None
    key: bool | None = None
    what: Literal["add-run"] = "add-run"

    def apply(self, ports: Ports, athlete_id: str) -> str:
        """Raises BadInput; Conflict where another run is at that time."""
        run = self._run(ports, athlete_id)
        for other in planned_runs(ports, athlete_id):
            if overlap(run, other):
                raise Conflict(
                    SAY.say(
                        "already-there-choose-another",
                        run=other.title,
                        time=f"{other.start:%H:%M}",
                    ),
                    place="start",
                )
            if other.type is RunType.RACE is run.type and other.day == run.day:
                raise Conflict(
                    SAY.say("race-already-day-has", run=other.title, day=date_word(run.day)),
                    place="type",
                )
        keep_own_run(ports, athlete_id, run)
        return SAY.say("added", run=run_name(run, near=False))

    def _run(self, ports: Ports, athlete_id: str) -> Run:
        if self.start.tzinfo is None:
            raise BadInput(SAY["start-needs-its-time"], place="start")
        check_day(self.start, place="start")
        zone = ports.store.athletes.get(athlete_id).zone
        day = self.start.astimezone(zone).date()
        check_near(ports, athlete_id, day, places=("start", "start"))
        _check_minutes(self.minutes)
        _check_type(self.type)
        _check_distance(self.distance_m)
        start = self.start.astimezone(zone)
        length = timedelta(minutes=self.minutes)
        # Half a character fits into no file.
        title = self.title.encode(errors="replace").decode().strip()
        title = title or SAY[f"own.{self.type}"]
        return Run(
            id=_free_id(ports, athlete_id, start),
            start=start,
            end=(start.astimezone(UTC) + length).astimezone(start.tzinfo),
            type=self.type,
            key=is_key_type(self.type) if self.key is None else self.key,
            title=title[:LONGEST_TITLE],
            distance_m=self.distance_m,
            timed=True,
            source=OWN_SOURCE,
        )


def tell_run(ports: Ports, athlete_id: str, told: TellRun) -> PlanChange | None:
    """Keep what became of a run and plan again; None without a plan. Raises as `TellRun.apply`."""
    return change_plan(ports, athlete_id, told)


def add_run(ports: Ports, athlete_id: str, run: AddRun) -> PlanChange | None:
    """Keep a run of the athlete's own and plan around it; None without a plan.

    Raises as `AddRun.apply`.
    """
    return change_plan(ports, athlete_id, run)


def _named(run: Run) -> str:
    """`The long run on 5 Jan`, at the head of a sentence."""
    return capitalised(run_name(run, near=False))


def _free_id(ports: Ports, athlete_id: str, start: datetime) -> str:
    """From the start: the same on trial and for good."""
    taken = {run.id for run in own_runs(ports, athlete_id)}
    first = f"{OWN_PREFIX}{start:%Y-%m-%d-%H%M}"
    names = (first, *(f"{first}-{n}" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _is_own(ports: Ports, athlete_id: str, run_id: str) -> bool:
    return any(run.id == run_id for run in own_runs(ports, athlete_id))


def _today(ports: Ports, athlete_id: str) -> date:
    return ports.today(ports.store.athletes.get(athlete_id).zone)


def _check_minutes(minutes: float | None) -> None:
    if minutes is not None and not SHORTEST_RUN_MIN <= minutes <= LONGEST_RUN_MIN:
        raise BadInput(
            SAY.say(
                "run-takes-minutes-not",
                least=f"{SHORTEST_RUN_MIN:.0f}",
                most=f"{LONGEST_RUN_MIN:.0f}",
                minutes=number_text(minutes),
            ),
            place="minutes",
        )


def _check_distance(distance_m: float | None) -> None:
    if distance_m is not None and not 0 < distance_m < 1e6:
        raise BadInput(SAY["distance-more-than-0"], place="distance_m")


def _check_type(run_type: RunType | None) -> None:
    if run_type is not None and not run_type.is_run:
        raise BadInput(SAY.say("no-run-give-run", type=run_type.value.capitalize()), place="type")
