"""What a place is worth, and what is known of that before its runs are looked at."""

from hypothesis import HealthCheck, given, settings

from hamstrong.exercises.library import load_library
from hamstrong.planning.model import PlanRequest
from hamstrong.planning.placing.places import places, session_count
from hamstrong.planning.placing.scoring import by_time, most_by_class, points, terms
from hamstrong.planning.placing.standing import context_of
from hamstrong.planning.planner import make_plan
from tests.unit.planning.blocks import requests


@given(request=requests(max_weeks=4))
@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
def test_no_place_is_worth_more_than_the_search_is_told(request: PlanRequest) -> None:
    library = load_library()
    plan = make_plan(request, library)
    for week in plan.weeks:
        context = context_of(plan, request, library, week.monday)
        of = session_count(week, request)
        for number in context.open_numbers(of):
            for place in places([number], of, context):
                assert points(place, context) == sum(t.points for t in terms(place, context))
                assert points(place, context) <= most_by_class(place.content.load_class) + by_time(
                    place, context
                )
