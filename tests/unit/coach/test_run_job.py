"""A job is done once, whatever happens to whoever carries it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from hamstrong.coach.clips import MOST_WAITING, cancel_job
from hamstrong.coach.jobs import MOST_TRIES, JobState
from hamstrong.coach.judge_clip import WatchingStopped
from hamstrong.coach.run_job import give_up, run_job
from hamstrong.coach.seen import SetUpOf, Watched
from hamstrong.coach.seen_report import read_report
from hamstrong.coach.show_seen import show_seen
from hamstrong.coach.tidy_clips import waiting_jobs, wanted_clips
from hamstrong.coach.trace import unpack
from hamstrong.errors import BadFile, BadInput, Conflict, NotFound
from hamstrong.exercises.dose import Side
from hamstrong.language import Language
from tests.unit.coach.clip_desk import FILMED, ClipDesk


@pytest.fixture
def desk(tmp_path: Path) -> ClipDesk:
    return ClipDesk(tmp_path)


def test_a_clip_becomes_what_was_seen_and_goes(desk: ClipDesk) -> None:
    job = desk.send(protocol=SetUpOf(support_cm=45, shoes=False))
    assert desk.files() == [job.id]
    run_job(desk.job_desk, job.id)
    done = desk.job(job)
    assert (done.state, done.progress, done.error) == (JobState.DONE, 1.0, "")
    assert done.started_at is not None
    assert done.finished_at is not None
    (seen,) = desk.seen()
    assert (seen.id, seen.at, seen.side) == (job.id, FILMED, Side.RIGHT)
    assert (seen.watched, seen.protocol) == (Watched.CLIP, SetUpOf(45, False))
    best = read_report(seen.report).best
    assert best is not None
    assert best.valid_s == pytest.approx(11.8, abs=0.2)
    assert desk.files() == []
    assert desk.sets() == ()
    whole = desk.ports.store.seen.get(desk.athlete.id, seen.id)
    assert len(unpack(whole.trace).moments) > 100


def test_a_kept_clip_stays(desk: ClipDesk) -> None:
    job = desk.send(keep=True)
    run_job(desk.job_desk, job.id)
    assert desk.files() == [job.id]
    assert [seen.clip for seen in desk.seen()] == ["half.mp4"]
    assert wanted_clips(desk.ports) == {job.id}


def test_a_counted_clip_is_logged_hold_by_hold_with_its_evidence(desk: ClipDesk) -> None:
    bent = "hb_support_1l_bent"
    job = desk.send("drops", exercise_id=bent, log=True, session_id="s-1")
    run_job(desk.job_desk, job.id)
    sets = desk.sets()
    assert [event.data["set_number"] for event in sets] == [1, 2, 3]
    assert {event.data["judged"]["seen"] for event in sets} == {job.id}
    assert [event.data["hold_s"] for event in sets] == pytest.approx([6.9, 7.1, 6.3], abs=0.2)
    assert all(event.at > FILMED for event in sets)
    detail = show_seen(desk.ports, desk.athlete.id, seen_id=job.id)
    assert len(detail.logged) == 3
    again = desk.send("drops", exercise_id=bent, log=True, session_id="s-1")
    run_job(desk.job_desk, again.id)
    assert sorted(event.data["set_number"] for event in desk.sets()) == [1, 2, 3, 4, 5, 6]


def test_running_it_again_changes_nothing(desk: ClipDesk) -> None:
    job = desk.send(log=True)
    run_job(desk.job_desk, job.id)
    before = (desk.job(job), desk.seen(), desk.sets(), desk.eyes.watched)
    run_job(desk.job_desk, job.id)
    assert (desk.job(job), desk.seen(), desk.sets(), desk.eyes.watched) == before


def test_what_was_under_way_when_the_coach_died_is_done_anew(desk: ClipDesk) -> None:
    job = desk.send(log=True)
    left = desk.job(job).begun(desk.now())
    desk.ports.store.jobs.save(replace(left, progress=0.6))
    assert waiting_jobs(desk.ports) == (job.id,)
    run_job(desk.job_desk, job.id)
    assert desk.job(job).state is JobState.DONE
    assert len(desk.seen()) == len(desk.sets()) == 1


def test_what_takes_the_coach_down_is_given_up(desk: ClipDesk) -> None:
    job = desk.send()
    desk.ports.store.jobs.save(replace(desk.job(job), state=JobState.RUNNING, tries=MOST_TRIES))
    run_job(desk.job_desk, job.id)
    failed = desk.job(job)
    assert failed.state is JobState.FAILED
    assert f"{MOST_TRIES} times" in failed.error
    assert desk.files() == []
    assert desk.eyes.watched == 0


def test_cancelling_stops_the_work_and_takes_the_clip(desk: ClipDesk) -> None:
    job = desk.send()
    desk.eyes.during = lambda: cancel_job(desk.ports, desk.athlete.id, job_id=job.id)
    run_job(desk.job_desk, job.id)
    assert desk.job(job).state is JobState.CANCELLED
    assert desk.seen() == ()
    assert desk.files() == []


def test_what_is_over_cannot_be_cancelled(desk: ClipDesk) -> None:
    job = desk.send()
    run_job(desk.job_desk, job.id)
    assert cancel_job(desk.ports, desk.athlete.id, job_id=job.id).state is JobState.DONE


def test_a_stopping_coach_puts_the_work_back(desk: ClipDesk) -> None:
    job = desk.send()

    def stop() -> None:
        desk.stopping = True

    desk.eyes.during = stop
    run_job(desk.job_desk, job.id)
    waiting = desk.job(job)
    assert (waiting.state, waiting.tries) == (JobState.QUEUED, 0)
    assert desk.files() == [job.id]
    desk.stopping, desk.eyes.during = False, None
    run_job(desk.job_desk, job.id)
    assert desk.job(job).state is JobState.DONE


@pytest.mark.parametrize("breaks", [WatchingStopped("a.mp4"), BadFile("Broken.", place="a.mp4")])
def test_what_breaks_while_the_coach_stops_is_not_the_clips_fault(
    desk: ClipDesk, breaks: Exception
) -> None:
    job = desk.send()

    def stop() -> None:
        desk.stopping = isinstance(breaks, BadFile)
        raise breaks

    desk.eyes.during = stop
    run_job(desk.job_desk, job.id)
    assert desk.job(job).state is JobState.QUEUED
    assert desk.files() == [job.id]


def test_an_athlete_who_leaves_takes_the_work_along(desk: ClipDesk) -> None:
    job = desk.send()
    desk.eyes.during = lambda: desk.ports.store.athletes.delete(desk.athlete.id)
    run_job(desk.job_desk, job.id)
    assert desk.files() == []
    run_job(desk.job_desk, job.id)
    give_up(desk.job_desk, job.id)


@pytest.mark.parametrize("language", Language)
def test_a_failed_clip_says_why_in_one_sentence(desk: ClipDesk, language: Language) -> None:
    athlete = replace(desk.ports.store.athletes.get(desk.athlete.id), language=language)
    desk.ports.store.athletes.save(athlete)
    job = desk.send("no film")
    run_job(desk.job_desk, job.id)
    failed = desk.job(job)
    assert failed.state is JobState.FAILED
    assert failed.error.endswith(".")
    assert ("film" in failed.error or "clip" in failed.error) is (language is Language.ENGLISH)
    assert desk.files() == []


def test_a_clip_that_is_gone_says_so(desk: ClipDesk) -> None:
    job = desk.send()
    desk.shelf.drop(job.id)
    run_job(desk.job_desk, job.id)
    assert "gone" in desk.job(job).error


def test_what_nobody_foresaw_is_told_to_who_carries_it(desk: ClipDesk) -> None:
    job = desk.send("accident")
    with pytest.raises(ZeroDivisionError):
        run_job(desk.job_desk, job.id)
    give_up(desk.job_desk, job.id)
    assert desk.job(job).state is JobState.FAILED
    assert "mistake of ours" in desk.job(job).error


def test_nothing_found_is_a_result_and_no_set(desk: ClipDesk) -> None:
    job = desk.send("half", side=Side.LEFT, log=True)
    run_job(desk.job_desk, job.id)
    assert desk.job(job).state is JobState.DONE
    (seen,) = desk.seen()
    assert read_report(seen.report).holds == ()
    assert desk.sets() == ()


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        ({"exercise_id": "no_such"}, NotFound),
        ({"exercise_id": "calf_1l"}, BadInput),
        ({"side": None}, BadInput),
        ({"at": FILMED + timedelta(days=2)}, BadInput),
    ],
)
def test_what_cannot_be_judged_is_not_taken(
    desk: ClipDesk, wish: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        desk.send(**wish)
    assert desk.ports.store.jobs.of_athlete(desk.athlete.id) == ()


def test_a_side_that_an_exercise_does_not_have_is_not_asked_for(desk: ClipDesk) -> None:
    job = desk.send(exercise_id="plank", side=Side.LEFT)
    assert job.wish["side"] == "both"


def test_too_many_do_not_wait(desk: ClipDesk) -> None:
    for _ in range(MOST_WAITING):
        desk.send()
    with pytest.raises(Conflict):
        desk.send()
    desk.ports.store.jobs.drop(desk.athlete.id, waiting_jobs(desk.ports)[0])
    desk.send(job_id=uuid4())
