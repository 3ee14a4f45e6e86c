"""Every slot of the week can be filled by everybody: with nothing, with a band, in a gym."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from hamstrong.exercises.library import load_library
from hamstrong.exercises.lint import KITS
from hamstrong.exercises.schema import Equipment, Exercise, Family, LoadClass, Phase, Slot
from hamstrong.planning.constants.dose import HARDNESS, STRENGTH_PHASES
from hamstrong.planning.constants.levels import STARTING_LEVELS
from hamstrong.planning.model import BlockPhase, StartingLevel

LIBRARY = load_library()
WEEK = tuple(Slot)
NO_HOPS_YET = frozenset({StartingLevel.BEGINNER})
"""Who begins on rung 0 of the hops does none at all: a rule of the starting levels, no gap."""
HARD_ENOUGH = {slot: LoadClass.P1 if slot is Slot.HOPS else LoadClass.C2 for slot in Slot}
"""What each slot keeps for the strong; a plan holds no hops on one leg, so P1 is the most there."""
TOP = {family: LIBRARY.ladder(family)[-1].level for family in Family if LIBRARY.ladder(family)}
RUNGS = range(1, max(TOP.values()) + 1)
LIGHT = {LoadClass.C0, LoadClass.C1}
BEFORE_A_RACE = LIGHT | {LoadClass.C2, LoadClass.P1}
"""What days 9 to 5 before a marathon allow (evidence 2.5)."""

every_kit = pytest.mark.parametrize("kit", KITS.values(), ids=list(KITS))
every_slot = pytest.mark.parametrize("slot", WEEK)
every_phase = pytest.mark.parametrize("phase", BlockPhase)


def fillers(
    slot: Slot, kit: frozenset[Equipment], levels: Mapping[Family, int], phase: BlockPhase
) -> Iterator[Exercise]:
    """What an athlete on these rungs could do in a slot; light work belongs to every phase."""
    phases: frozenset[Phase] = STRENGTH_PHASES[phase]
    for exercise in LIBRARY.in_slot(slot):
        able = exercise.possible_with(kit) and exercise.level <= levels[exercise.family]
        if able and (exercise.load_class in LIGHT or phases & set(exercise.phases)):
            yield exercise


def on_rung(rung: int) -> dict[Family, int]:
    """An athlete who is on the same rung everywhere, as far as each ladder goes."""
    return {family: min(rung, top) for family, top in TOP.items()}


def asks(slot: Slot, starting: StartingLevel) -> bool:
    """Whether a slot asks anything of who starts so."""
    return slot is not Slot.HOPS or starting not in NO_HOPS_YET


@every_slot
@every_kit
@every_phase
@pytest.mark.parametrize("starting", StartingLevel)
def test_slot_can_be_filled_from_every_start(
    slot: Slot, kit: frozenset[Equipment], phase: BlockPhase, starting: StartingLevel
) -> None:
    assert bool(list(fillers(slot, kit, STARTING_LEVELS[starting], phase))) is asks(slot, starting)


@every_slot
@every_kit
@every_phase
def test_slot_can_be_filled_on_every_rung(
    slot: Slot, kit: frozenset[Equipment], phase: BlockPhase
) -> None:
    empty = [rung for rung in RUNGS if not list(fillers(slot, kit, on_rung(rung), phase))]
    assert not empty


@every_slot
@every_kit
def test_slot_can_be_filled_lightly_before_a_race(slot: Slot, kit: frozenset[Equipment]) -> None:
    for starting in StartingLevel:
        found = fillers(slot, kit, STARTING_LEVELS[starting], BlockPhase.TAPER)
        light = any(exercise.load_class in BEFORE_A_RACE for exercise in found)
        assert light is asks(slot, starting), starting


@every_slot
@every_kit
def test_slot_goes_on_asking_something_of_the_strong(slot: Slot, kit: frozenset[Equipment]) -> None:
    """While strength is built, whoever is at the top finds work that is hard enough."""
    found = fillers(slot, kit, TOP, BlockPhase.BUILD)
    assert max(HARDNESS[e.load_class] for e in found) >= HARDNESS[HARD_ENOUGH[slot]]


@every_slot
def test_a_gym_or_a_band_never_makes_less_possible(slot: Slot) -> None:
    bare = KITS["no equipment"]
    for kit, rung in product(KITS.values(), RUNGS):
        without = set(fillers_ids(slot, bare, rung))
        assert without <= set(fillers_ids(slot, kit, rung))


def fillers_ids(slot: Slot, kit: frozenset[Equipment], rung: int) -> Iterator[str]:
    return (e.id for e in fillers(slot, kit, on_rung(rung), BlockPhase.BUILD))


def test_who_does_not_hop_yet_stands_below_the_first_rung() -> None:
    """And every other start stands on one."""
    for starting, levels in STARTING_LEVELS.items():
        assert (levels[Family.PLYOMETRIC] == 0) is (starting in NO_HOPS_YET)


def test_no_slot_asks_for_a_test() -> None:
    assert not [e.id for slot in Slot for e in LIBRARY.in_slot(slot) if e.is_test]


def test_tests_stand_beside_their_ladder() -> None:
    bridge = LIBRARY["t_slhb"]
    assert bridge.is_test
    assert bridge.prescription.to_failure
    assert bridge not in LIBRARY.ladder(Family.HAMSTRING_BRIDGE)
    assert bridge in LIBRARY.of_family(Family.HAMSTRING_BRIDGE)
    assert LIBRARY.ladder(Family.HAMSTRING_BRIDGE)[0].level == 1
