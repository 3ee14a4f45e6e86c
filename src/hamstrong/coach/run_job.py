"""Carry out a job: `run_job(desk, job_id)` may be called at any time, and again, and does it once.

What is made of it and the row that says so are written in one unit of work. A process that is
killed before leaves a row that is under way, and the next one begins it anew.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from hamstrong.coach.clips import ClipShelf, ClipWish, wish_from_json
from hamstrong.coach.job_rows import OpenPorts, begin_job, end_job, find_job, put_back_job
from hamstrong.coach.jobs import MOST_TRIES, Job, JobState
from hamstrong.coach.judge_clip import (
    ClipAbout,
    Drawing,
    Eyes,
    JudgedClip,
    JudgeWish,
    Model,
    WatchedClip,
    WatchingStopped,
    judge_clip,
)
from hamstrong.coach.keep_seen import log_seen
from hamstrong.coach.kept_frames import FrameLog
from hamstrong.coach.seen import SeenSet, Watched
from hamstrong.coach.trace import TraceRecorder, pack
from hamstrong.coach.words import SAY
from hamstrong.errors import HamstrongError, NotFound, Unavailable
from hamstrong.exercises.dose import Side
from hamstrong.language import Language, speaking, spoken
from hamstrong.motion.document import report_document
from hamstrong.motion.landmarks import Frame
from hamstrong.motion.report import State

logger = logging.getLogger(__name__)

LOOK_EVERY_S: Final = 0.5
"""How often the row hears of the progress, and is asked whether the work is still wanted."""


@dataclass(frozen=True, slots=True)
class JobDesk:
    """What carrying jobs takes.

    Attributes:
        reading, writing: Units of work, as the web's.
        eyes: See bodies in clips.
        shelf: Where clips lie.
        stopping: Whether the coach is about to stop.
        learned: Is told whose log knows more now, so that the plan is thought through again.
        monotonic: Seconds from any start.
    """

    reading: OpenPorts
    writing: OpenPorts
    eyes: Eyes
    shelf: ClipShelf
    stopping: Callable[[], bool] = lambda: False
    learned: Callable[[str], None] = lambda athlete_id: None
    monotonic: Callable[[], float] = time.monotonic


class _NotWanted(Exception):
    """Somebody gave the work up, or the athlete is gone."""


class _Stopping(Exception):
    """The coach stops: the work waits for the next start."""


def run_job(desk: JobDesk, job_id: str) -> None:
    """Do the work of a row that is not over; nothing happens where it is over or gone."""
    begun = begin_job(desk.writing, job_id, give_up=lambda: _tried_too_often(desk, job_id))
    if begun is None:
        return
    job, language = begun
    with speaking(language):
        try:
            _judge(desk, job)
        except (_Stopping, WatchingStopped):
            put_back_job(desk.writing, job_id)
        except _NotWanted:
            desk.shelf.drop(job_id)
        except HamstrongError as error:
            if desk.stopping():  # whatever broke meanwhile, nobody knows that it was the clip
                put_back_job(desk.writing, job_id)
            else:
                fail_job(desk, job_id, sentence(error))


def fail_job(desk: JobDesk, job_id: str, why: str) -> None:
    """The job is over and came to nothing; its clip goes."""
    end_job(desk.writing, job_id, JobState.FAILED, error=why)
    desk.shelf.drop(job_id)


def give_up(desk: JobDesk, job_id: str) -> None:
    """The work raised what nobody foresaw: it is over, and says so in the athlete's language."""
    found = find_job(desk.reading, job_id)
    if found is None:
        return
    _, language = found
    with speaking(language):
        fail_job(desk, job_id, SAY["clip-failed"])


def sentence(error: HamstrongError) -> str:
    """Why it failed, for the athlete; what the eyes say they say in English."""
    if spoken() is Language.ENGLISH:
        return error.message
    return SAY["clip-no-eyes" if isinstance(error, Unavailable) else "clip-unreadable"]


def _tried_too_often(desk: JobDesk, job_id: str) -> None:
    fail_job(desk, job_id, SAY.say("clip-given-up", n=MOST_TRIES))


def _judge(desk: JobDesk, job: Job) -> None:
    wish = wish_from_json(job.wish)
    path = desk.shelf.path(job.id)
    if not path.is_file():
        fail_job(desk, job.id, SAY["clip-gone"])
        return
    with desk.reading() as ports:
        library = ports.library
    watching = _Watching(desk, job.id)
    asked = JudgeWish(path, wish.exercise_id, wish.side)
    judged = judge_clip(_Watched(desk.eyes, watching), library, asked, watcher=watching)
    if not _keep(desk, job, wish, judged, watching.packed()):
        raise _NotWanted
    if not wish.keep:
        desk.shelf.drop(job.id)


def _keep(desk: JobDesk, job: Job, wish: ClipWish, judged: JudgedClip, trace: bytes) -> bool:
    """Write what was seen, its sets, and that the job is done, all or nothing; False: unwanted."""
    with desk.writing() as ports:
        try:
            now = ports.store.jobs.find(job.id)
        except NotFound:
            return False
        if now.state.is_over:
            return False
        seen = _seen(job, wish, judged, trace)
        ports.store.seen.save(job.athlete_id, seen)
        learned = wish.log and log_seen(ports, job.athlete_id, seen=seen, report=judged.report)
        ports.store.jobs.save(now.over(JobState.DONE, ports.clock.now()))
    if learned:
        desk.learned(job.athlete_id)
    return True


def _seen(job: Job, wish: ClipWish, judged: JudgedClip, trace: bytes) -> SeenSet:
    report = report_document(judged.report)
    report["damage"] = judged.damage or None
    return SeenSet(
        id=job.id,
        at=wish.at,
        exercise_id=wish.exercise_id,
        side=wish.side or Side.BOTH,
        watched=Watched.CLIP,
        session_id=wish.session_id,
        protocol=wish.protocol,
        report=report,
        trace=trace,
        clip=wish.name if wish.keep else "",
    )


@dataclass(slots=True)
class _Watching:
    """Looks on while the clip is judged: keeps the trace, tells the row, hears whether to stop."""

    desk: JobDesk
    job_id: str
    recorder: TraceRecorder = field(default_factory=TraceRecorder)
    frames: FrameLog = field(default_factory=FrameLog)
    frame: Frame | None = None
    _due_s: float = 0.0

    def __call__(self, about: ClipAbout, state: State) -> None:
        if self.frame is not None:
            self.recorder.add(self.frame, state)
        now_s = self.desk.monotonic()
        if now_s < self._due_s:
            return
        self._due_s = now_s + LOOK_EVERY_S
        if self.desk.stopping():
            raise _Stopping
        share = min(state.time_s / about.length_s, 0.99) if about.length_s else 0.0
        try:
            self._tell(share)
        except Unavailable as error:  # the database is busy: the next look tells it
            logger.info("The progress of a job was not written: %s", error)

    def packed(self) -> bytes:
        """The trace, and behind it what was judged; empty where nothing was held."""
        trace = self.recorder.trace()
        return pack(trace) + self.frames.packed() if trace.moments else b""

    def _tell(self, share: float) -> None:
        with self.desk.writing() as ports:
            try:
                job = ports.store.jobs.find(self.job_id)
            except NotFound:
                raise _NotWanted from None
            if job.state.is_over:
                raise _NotWanted
            ports.store.jobs.save(replace(job, progress=max(share, job.progress)))


@dataclass(frozen=True, slots=True)
class _Watched:
    """Eyes that also hand each frame to who looks on."""

    eyes: Eyes
    watching: _Watching

    @contextmanager
    def watch(self, path: Path, *, model: Model) -> Iterator[WatchedClip]:
        with self.eyes.watch(path, model=model) as clip:
            yield _WatchedClip(clip, self.watching)


@dataclass(frozen=True, slots=True)
class _WatchedClip:
    clip: WatchedClip
    watching: _Watching

    @property
    def about(self) -> ClipAbout:
        return self.clip.about

    @property
    def damage(self) -> str:
        return self.clip.damage

    def frames(self) -> Iterator[Frame]:
        for frame in self.clip.frames():
            self.watching.frame = frame
            yield self.watching.frames.keep(frame)

    def draw_to(self, path: Path) -> AbstractContextManager[Drawing]:
        return self.clip.draw_to(path)
