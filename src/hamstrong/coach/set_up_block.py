"""Set up an athlete, their race and their runs, and plan the block: what welcome asks, at once."""

from dataclasses import dataclass

from hamstrong.coach.find_athlete import find_newcomer
from hamstrong.coach.finish_welcome import finish_welcome
from hamstrong.coach.generate_runs import RunWishes, generate_runs
from hamstrong.coach.import_runs import ImportMode, ImportSummary, import_runs
from hamstrong.coach.model import PlanChange
from hamstrong.coach.ports import Ports
from hamstrong.coach.run_file import RunFile
from hamstrong.coach.set_up_athlete import SetUp, set_up_athlete
from hamstrong.coach.words import SAY
from hamstrong.errors import Conflict


@dataclass(frozen=True, slots=True)
class BlockSetUp:
    """Everything that is asked before a block can be planned.

    Attributes:
        set_up: The athlete and the race.
        runs: A file, or wishes for the generator.
        again: Whether an athlete who is set up already gets these in place of theirs; what they
            logged stays.
    """

    set_up: SetUp
    runs: RunFile | RunWishes
    again: bool = False


@dataclass(frozen=True, slots=True)
class SetUpDone:
    """What was understood of the runs, and the plan's first change."""

    summary: ImportSummary
    change: PlanChange


def set_up_block(ports: Ports, wish: BlockSetUp) -> SetUpDone:
    """Keep the athlete, the race and the runs, plan the block, and put the example away.

    It is planned once, with everything in its place: one version of the plan, not one a step.

    Raises:
        BadInput, BadFile, NoPlan: As `set_up_athlete`, `import_runs`, `generate_runs`.
        Conflict: A block is planned already, and `again` was not said.
    """
    known = find_newcomer(ports)
    if known.has_plan and not wish.again:
        raise Conflict(
            SAY["block-planned-already-say"],
            place="athlete",
        )
    athlete_id = None if known.athlete is None else known.athlete.id
    athlete_id = set_up_athlete(ports, athlete_id, wish.set_up, replan=False).athlete.id
    if isinstance(wish.runs, RunFile):
        mode = ImportMode.REPLACE
        summary = import_runs(ports, athlete_id, file=wish.runs, mode=mode, replan=False)
    else:
        summary = generate_runs(ports, athlete_id, wishes=wish.runs, replan=False)
    return SetUpDone(summary, finish_welcome(ports, athlete_id))
