"""Make a pose rest where it says it rests: adjust a few angles until every contact holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from hamstrong.errors import BadSpec
from hamstrong.exercises.figures.kinematics import FAR_SHIFT, Angles, Body, place, zone_points
from hamstrong.exercises.figures.spec import Contact, View

# Judgement: a tenth of what the eye sees at 48 px; the tests ask for 1 % of stature.
TOLERANCE: Final = 0.001
_DEG_PER_UNIT: Final = 57.3
_MOST_STEPS: Final = 120
_NUDGE: Final = 1e-5


@dataclass(frozen=True, slots=True)
class Surfaces:
    """Where things are, in stature: heights of level surfaces and the upright wall.

    `wall` is its x and the side of the figure it stands on, -1 left or +1 right.
    """

    heights: dict[str, float]
    wall: tuple[float, int] | None = None


@dataclass(frozen=True, slots=True)
class Posture:
    """Angles with what they must satisfy.

    `linked` names joints of the far side that always follow the near side.
    `held` gives the x that zones with `stays` must keep.
    """

    angles: Angles
    contacts: tuple[Contact, ...]
    solve: tuple[str, ...]
    lift: float = 0.0
    linked: frozenset[str] = frozenset()
    held: dict[str, float] = field(default_factory=dict)


def zone_x(body: Body, zone: str, view: View) -> float:
    """Mean x of a zone, fraction of stature: the place that `stays` keeps."""
    points = zone_points(body, zone, view)
    return sum(p[0] for p in points) / len(points)


def gap(body: Body, contact: Contact, *, view: View, surfaces: Surfaces, lift: float) -> float:
    """Distance of a zone from its surface, fraction of stature; negative is inside it."""
    points = zone_points(body, contact.zone, view)
    if contact.on == "wall":
        if surfaces.wall is None:
            return 0.0
        x, side = surfaces.wall
        return x - max(p[0] for p in points) if side > 0 else min(p[0] for p in points) - x
    return min(p[1] for p in points) - surfaces.heights[contact.on] - lift


def _apart(body: Body, contacts: Sequence[Contact], view: View) -> list[float]:
    """How far zones that belong beside each other are from being so."""
    ahead = FAR_SHIFT[0] if view == "side" else 0.0
    return [
        zone_x(body, c.zone, view) - zone_x(body, c.beside, view) - ahead
        for c in contacts
        if c.beside
    ]


def settle(posture: Posture, *, view: View, surfaces: Surfaces, place_name: str) -> Angles:
    """Find the angles nearest to the given ones for which every contact holds.

    Args:
        posture: What is asked.
        view: Seen from the side or from the front.
        surfaces: What there is to rest on.
        place_name: Named in the error.

    Returns:
        A complete flat pose.

    Raises:
        BadSpec: The contacts cannot all hold with the angles that may be adjusted.
    """
    names = ("y", *(("x",) if posture.held else ()), *posture.solve)

    def residuals(values: Sequence[float]) -> list[float]:
        body = place(_with(posture, names, values), view)
        gaps = [
            gap(body, contact, view=view, surfaces=surfaces, lift=posture.lift)
            for contact in posture.contacts
        ]
        held = [zone_x(body, zone, view) - x for zone, x in posture.held.items()]
        return gaps + held + _apart(body, posture.contacts, view)

    start = [posture.angles[name] / _unit(name) for name in names]
    values = _least_squares(residuals, start)
    worst = max((abs(r) for r in residuals(values)), default=0.0)
    if worst > TOLERANCE:
        raise BadSpec(
            f"The figure's contacts must hold, but one is {100 * worst:.1f} % of stature off: "
            "adjust the pose, or name another angle in solve.",
            place=place_name,
        )
    return _with(posture, names, values)


def _unit(name: str) -> float:
    return 1.0 if name in ("x", "y") else _DEG_PER_UNIT


def _with(posture: Posture, names: Sequence[str], values: Sequence[float]) -> Angles:
    angles = dict(posture.angles)
    for name, value in zip(names, values, strict=True):
        angles[name] = value * _unit(name)
        twin = name.replace("near.", "far.")
        if twin in posture.linked:
            angles[twin] = angles[name]
    return angles


def _least_squares(
    residuals: Callable[[Sequence[float]], list[float]], start: list[float]
) -> list[float]:
    """Minimise the sum of squares, staying near `start` where it does not matter.

    Source: Levenberg (1944), Marquardt (1963); numeric Jacobian.
    """
    values, damping = start, 1e-3
    now = residuals(values)
    cost = sum(r * r for r in now)
    for _ in range(_MOST_STEPS):
        if cost < (TOLERANCE / 20) ** 2:
            break
        columns = []
        for i in range(len(values)):
            nudged = [*values[:i], values[i] + _NUDGE, *values[i + 1 :]]
            columns.append([(b - a) / _NUDGE for a, b in zip(now, residuals(nudged), strict=True)])
        normal = [[_dot(a, b) + damping * (a is b) for b in columns] for a in columns]
        step = _solve_linear(normal, [-_dot(column, now) for column in columns])
        tried = [v + s for v, s in zip(values, step, strict=True)]
        then = residuals(tried)
        if (better := sum(r * r for r in then)) < cost:
            values, now, cost, damping = tried, then, better, max(damping / 5, 1e-9)
        else:
            damping *= 4
    return values


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def _solve_linear(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination with pivoting; the damped matrix is never singular."""
    n = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, n):
            factor = rows[k][i] / rows[i][i]
            rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i], strict=True)]
    answer = [0.0] * n
    for i in reversed(range(n)):
        known = sum(rows[i][k] * answer[k] for k in range(i + 1, n))
        answer[i] = (rows[i][n] - known) / rows[i][i]
    return answer
