"""Make a run plan from a race, a pace and a week (evidence 6.2 to 6.6)."""

from hamstrong.running.generate.plan import generate_run_plan
from hamstrong.running.generate.request import GeneratorRequest

__all__ = ["GeneratorRequest", "generate_run_plan"]
