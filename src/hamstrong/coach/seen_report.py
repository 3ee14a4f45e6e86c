"""A kept report read back, and what a page makes of it: stretches, lights, measures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Any, Final

from hamstrong.exercises.judging import Criterion, Judging
from hamstrong.motion.report import FramingKind, Measure

CAREFUL_SHARE: Final = 0.1
"""A criterion that was out for more than this share of a hold is red, for less amber (judgement;
the engine has let pass what is shorter than its persistence)."""
DARK_SHARE: Final = 0.5
"""Of a hold of which more could not be judged nothing is said by lights (judgement)."""


class Kind(StrEnum):
    """What a second of a hold was."""

    VALID = "valid"
    LOST = "lost"
    UNSEEN = "unseen"


class LightState(StrEnum):
    GOOD = "good"
    CAREFUL = "careful"
    LOST = "lost"
    UNSURE = "unsure"
    NOT_VISIBLE = "not-visible"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Seconds of a hold that are of one kind; a criterion says what was lost."""

    kind: Kind
    start_s: float
    end_s: float
    criterion: Criterion | None = None


@dataclass(frozen=True, slots=True)
class Light:
    """One criterion over a whole hold; `out_s` seconds in which it was not met."""

    criterion: Criterion
    state: LightState
    out_s: float = 0.0


@dataclass(frozen=True, slots=True)
class SeenFault:
    """A fault as it was called, and when, seconds."""

    criterion: Criterion
    name: str
    start_s: float
    end_s: float
    ended_hold: bool


@dataclass(frozen=True, slots=True)
class Framing:
    """What was wrong with the picture, and when, seconds."""

    kind: FramingKind
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class SeenHold:
    """One hold of a kept report; as `motion.report.JudgedHold`, with stretches and lights."""

    number: int
    start_s: float
    end_s: float
    total_s: float
    valid_s: float
    lost_s: Mapping[Criterion, float]
    abstained_s: float
    hip_angle_deg: Measure | None
    hip_height: Measure | None
    drift_deg_10s: float | None
    sway: Measure | None
    faults: tuple[SeenFault, ...]
    trusted: bool
    stretches: tuple[Stretch, ...]
    lights: tuple[Light, ...]


@dataclass(frozen=True, slots=True)
class SeenRep:
    """One rep of a kept report."""

    start_s: float
    end_s: float
    full: bool
    reached: Measure | None


@dataclass(frozen=True, slots=True)
class SeenReport:
    """A kept report, read."""

    holds: tuple[SeenHold, ...]
    reps: tuple[SeenRep, ...]
    framing: tuple[Framing, ...]
    not_visible: tuple[Criterion, ...]
    watched_s: float
    seen_s: float
    damaged: bool

    @property
    def best(self) -> SeenHold | None:
        """The hold with the most valid seconds."""
        return max(self.holds, key=lambda hold: hold.valid_s, default=None)

    @property
    def full_reps(self) -> int:
        return sum(rep.full for rep in self.reps)


def read_report(report: Mapping[str, Any], judging: Judging | None = None) -> SeenReport:
    """A report as `motion.document` wrote it; `judging` names criteria that went well throughout.

    Times are seconds from the first frame.
    """
    framing = tuple(
        Framing(FramingKind(one["kind"]), one["start_s"], one["end_s"]) for one in report["framing"]
    )
    hidden = tuple(Criterion(name) for name in report["not_visible"])
    asked = _asked(judging)
    return SeenReport(
        holds=tuple(
            _hold(n, raw, framing, Lit(asked, hidden)) for n, raw in enumerate(report["holds"], 1)
        ),
        reps=tuple(
            SeenRep(r["start_s"], r["end_s"], r["full"], _measure(r["reached"]))
            for r in report["reps"]
        ),
        framing=framing,
        not_visible=hidden,
        watched_s=report["watched_s"],
        seen_s=report["seen_s"],
        damaged=bool(report.get("damage")),
    )


@dataclass(frozen=True, slots=True)
class Lit:
    """Criteria that get a light: those asked for, and those that the view hides."""

    asked: tuple[Criterion, ...]
    hidden: tuple[Criterion, ...]


def _asked(judging: Judging | None) -> tuple[Criterion, ...]:
    if judging is None:
        return ()
    up = (Criterion.UP,) if judging.up else ()
    return tuple(dict.fromkeys((*up, *(check.criterion for check in judging.checks))))


def _hold(number: int, raw: Mapping[str, Any], framing: Sequence[Framing], lit: Lit) -> SeenHold:
    faults = tuple(
        SeenFault(Criterion(f["criterion"]), f["name"], f["start_s"], f["end_s"], f["ended_hold"])
        for f in raw["faults"]
    )
    hold = SeenHold(
        number=number,
        start_s=raw["start_s"],
        end_s=raw["end_s"],
        total_s=raw["total_s"],
        valid_s=raw["valid_s"],
        lost_s={Criterion(name): seconds for name, seconds in raw["lost_s"].items()},
        abstained_s=raw["abstained_s"],
        hip_angle_deg=_measure(raw["hip_angle_deg"]),
        hip_height=_measure(raw["hip_height"]),
        drift_deg_10s=raw["drift_deg_10s"],
        sway=_measure(raw["sway"]),
        faults=faults,
        trusted=raw["trusted"],
        stretches=(),
        lights=(),
    )
    return replace(hold, stretches=tuple(stretches(hold, framing)), lights=lights(hold, lit))


def _measure(raw: Mapping[str, float] | None) -> Measure | None:
    return None if raw is None else Measure(raw["value"], raw["plus_minus"])


def stretches(hold: SeenHold, framing: Iterable[Framing]) -> Iterable[Stretch]:
    """The hold cut into stretches of one kind, seconds: unseen before lost before valid."""
    dark = [(f.start_s, f.end_s) for f in framing] if hold.abstained_s > 0 else []
    order = list(Criterion)
    faults = sorted(
        (f for f in hold.faults if f.criterion in hold.lost_s),
        key=lambda f: order.index(f.criterion),
    )
    edges = {hold.start_s, hold.end_s}
    edges |= {edge for pair in dark for edge in pair}
    edges |= {edge for fault in faults for edge in (fault.start_s, fault.end_s)}
    inside = sorted(edge for edge in edges if hold.start_s <= edge <= hold.end_s)
    pieces = [_piece(start_s, end_s, dark, faults) for start_s, end_s in pairwise(inside)]
    for (kind, criterion), same in groupby(pieces, key=lambda p: (p.kind, p.criterion)):
        group = list(same)
        yield Stretch(kind, group[0].start_s, group[-1].end_s, criterion)


def _piece(
    start_s: float,
    end_s: float,
    dark: Iterable[tuple[float, float]],
    faults: Iterable[SeenFault],
) -> Stretch:
    """What happened between two neighbouring edges."""
    middle_s = (start_s + end_s) / 2
    if any(first <= middle_s <= last for first, last in dark):
        return Stretch(Kind.UNSEEN, start_s, end_s)
    lost = next((f for f in faults if f.start_s <= middle_s <= f.end_s), None)
    if lost is not None:
        return Stretch(Kind.LOST, start_s, end_s, lost.criterion)
    return Stretch(Kind.VALID, start_s, end_s)


def lights(hold: SeenHold, lit: Lit) -> tuple[Light, ...]:
    """A light for each criterion; in the order of their weight."""
    out: dict[Criterion, float] = dict.fromkeys(lit.asked, 0.0)
    for fault in hold.faults:
        end_s = min(fault.end_s, hold.end_s)
        out[fault.criterion] = out.get(fault.criterion, 0.0) + max(0.0, end_s - fault.start_s)
    ended = {fault.criterion for fault in hold.faults if fault.ended_hold}
    found = {c: Light(c, _state(hold, s, ended=c in ended), s) for c, s in out.items()}
    found |= {c: Light(c, LightState.NOT_VISIBLE) for c in lit.hidden}
    return tuple(found[criterion] for criterion in Criterion if criterion in found)


def _state(hold: SeenHold, out_s: float, *, ended: bool) -> LightState:
    if hold.abstained_s > DARK_SHARE * hold.total_s:
        return LightState.UNSURE
    if out_s <= 0 and not ended:
        return LightState.GOOD
    return LightState.CAREFUL if out_s <= CAREFUL_SHARE * hold.total_s else LightState.LOST
