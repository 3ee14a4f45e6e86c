"""Which tissues a session loads, and how often."""

from collections import Counter
from collections.abc import Iterable, Mapping

from hamstrong.exercises.dose import Dose
from hamstrong.exercises.schema import Exercise, Tissue


def weekly_sets(doses: Iterable[Dose], library: Mapping[str, Exercise]) -> dict[Tissue, int]:
    """Sets per tissue over these doses, per leg: three sets each side count as three.

    A set counts once for every tissue that its exercise trains (`Exercise.tissues`); caps are in
    evidence 2.4, W7. Tissues without a set are left out.
    """
    counted: Counter[Tissue] = Counter()
    for dose in doses:
        for tissue in library[dose.exercise_id].tissues:
            counted[tissue] += dose.sets
    return dict(counted)
