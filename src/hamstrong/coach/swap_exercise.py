"""Which exercises may stand in for one of a session, with what is at hand."""

from hamstrong.coach.ports import Ports
from hamstrong.coach.show_session import SwapOption, show_session
from hamstrong.coach.words import SAY
from hamstrong.errors import NotFound


def swap_options(
    ports: Ports, athlete_id: str, *, session_id: str, exercise_id: str
) -> tuple[SwapOption, ...]:
    """Same slot, no harder class than the session's, possible with the equipment; nearest first.

    Raises:
        NotFound: No such session, or the exercise is not in it.
    """
    detail = show_session(ports, athlete_id, session_id=session_id)
    for exercise in detail.exercises:
        if exercise.id == exercise_id:
            return exercise.swap
    raise NotFound(SAY.say("not-session", exercise=exercise_id), place=exercise_id)
