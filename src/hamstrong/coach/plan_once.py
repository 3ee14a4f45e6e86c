"""Plan a block from a file or the generator without keeping anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hamstrong.coach.change_plan import Edit
from hamstrong.coach.generate_runs import RunWishes, generate_runs
from hamstrong.coach.import_runs import ImportSummary, import_runs
from hamstrong.coach.make_plan import plan_request
from hamstrong.coach.memory_store import MemoryStore
from hamstrong.coach.model import Remark
from hamstrong.coach.nothing_planned import nothing_planned
from hamstrong.coach.ports import Ports
from hamstrong.coach.run_file import RunFile
from hamstrong.coach.set_up_athlete import SetUp, set_up_athlete
from hamstrong.exercises.schema import Family
from hamstrong.planning.model import Plan


@dataclass(frozen=True, slots=True)
class OneOff:
    """What to plan.

    Attributes:
        set_up: The athlete and the race.
        runs: A file, or wishes for the generator.
        levels: Rungs that are taken as found.
        edits: What else is known: days lost, hours of single dates.
    """

    set_up: SetUp
    runs: RunFile | RunWishes
    levels: Mapping[Family, int] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class OneOffPlan:
    """A block that nobody keeps, what was noticed about its runs, and why it is bare if it is."""

    plan: Plan
    summary: ImportSummary
    remarks: tuple[Remark, ...] = ()


def plan_once(ports: Ports, wish: OneOff) -> OneOffPlan:
    """Plan a whole block; nothing is read from the store of `ports` or written to it.

    Raises:
        BadInput, BadFile, NoPlan: As `set_up_athlete`, `import_runs`, `generate_runs`.
        BadInput, Conflict: As the edits.
    """
    ports = replace(ports, store=MemoryStore())
    athlete = set_up_athlete(ports, None, wish.set_up).athlete
    if isinstance(wish.runs, RunFile):
        summary = import_runs(ports, athlete.id, file=wish.runs)
    else:
        summary = generate_runs(ports, athlete.id, wishes=wish.runs)
    for edit in wish.edits:
        edit.apply(ports, athlete.id)
    request = replace(plan_request(ports, athlete.id), levels=wish.levels)
    plan = ports.plan(request)
    return OneOffPlan(plan, summary, nothing_planned(ports, plan, request))
