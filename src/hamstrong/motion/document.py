"""The report as a versioned document of plain values, for JSON."""

from hamstrong.exercises.judging import Criterion
from hamstrong.motion.report import (
    FormFault,
    FramingFinding,
    JudgedHold,
    JudgedRep,
    Measure,
    Report,
    SetUpFinding,
)

VERSION = 1
"""Rises when a field changes its meaning or goes; new fields do not raise it."""

DIGITS = 3
"""Milliseconds, and thousandths of degrees and torso lengths."""


def report_document(report: Report) -> dict[str, object]:
    """What `report` says in JSON's terms; times in seconds, angles in degrees.

    Example:
        >>> from hamstrong.exercises.dose import Side
        >>> empty = Report("plank", Side.BOTH, judged=True, watched_s=1.0, seen_s=0.5)
        >>> report_document(empty)["seen_s"]
        0.5
    """
    return {
        "version": VERSION,
        "exercise_id": report.exercise_id,
        "side": report.side.value,
        "judged": report.judged,
        "watched_s": _round(report.watched_s),
        "seen_s": _round(report.seen_s),
        "holds": [_hold(hold) for hold in report.holds],
        "reps": [_rep(rep) for rep in report.reps],
        "framing": [_framing(finding) for finding in report.framing],
        "not_visible": [criterion.value for criterion in report.not_visible],
        "set_up": [_set_up(finding) for finding in report.set_up],
    }


def _hold(hold: JudgedHold) -> dict[str, object]:
    return {
        "start_s": _round(hold.start_s),
        "end_s": _round(hold.end_s),
        "total_s": _round(hold.total_s),
        "valid_s": _round(hold.valid_s),
        "lost_s": _by_criterion(dict(hold.lost_s)),
        "abstained_s": _round(hold.abstained_s),
        "side": hold.side.value,
        "hip_angle_deg": _measure(hold.hip_angle_deg),
        "hip_height": _measure(hold.hip_height),
        "drift_deg_10s": None if hold.drift_deg_10s is None else _round(hold.drift_deg_10s),
        "sway": _measure(hold.sway),
        "faults": [_fault(fault) for fault in hold.faults],
        "trusted": hold.trusted,
        "pelvis_roll_deg": _measure(hold.pelvis_roll_deg),
    }


def _rep(rep: JudgedRep) -> dict[str, object]:
    return {
        "start_s": _round(rep.start_s),
        "end_s": _round(rep.end_s),
        "full": rep.full,
        "reached": _measure(rep.reached),
        "lost": [criterion.value for criterion in rep.lost],
    }


def _framing(finding: FramingFinding) -> dict[str, object]:
    return {
        "kind": finding.kind.value,
        "sentence": finding.sentence,
        "start_s": _round(finding.start_s),
        "end_s": _round(finding.end_s),
    }


def _fault(fault: FormFault) -> dict[str, object]:
    return {
        "criterion": fault.criterion.value,
        "name": fault.name,
        "start_s": _round(fault.start_s),
        "end_s": _round(fault.end_s),
        "ended_hold": fault.ended_hold,
    }


def _set_up(finding: SetUpFinding) -> dict[str, object]:
    return {
        "criterion": finding.criterion.value,
        "sentence": finding.sentence,
        "value": _measure(finding.value),
        "start_s": _round(finding.start_s),
        "end_s": _round(finding.end_s),
    }


def _by_criterion(seconds: dict[Criterion, float]) -> dict[str, float]:
    return {criterion.value: _round(value) for criterion, value in seconds.items()}


def _measure(measure: Measure | None) -> dict[str, float] | None:
    if measure is None:
        return None
    return {"value": _round(measure.value), "plus_minus": _round(measure.plus_minus)}


def _round(value: float) -> float:
    return round(value, DIGITS)
