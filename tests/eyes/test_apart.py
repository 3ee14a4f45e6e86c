"""Eyes in a process of their own: they see the same, and die without harm."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hamstrong.adapters.eyes.apart import Bounds, EyesApart
from hamstrong.adapters.eyes.eyes import BlazePoseEyes
from hamstrong.adapters.eyes.guard import resident_by_ps, resident_bytes
from hamstrong.coach.judge_clip import Model, WatchingStopped
from hamstrong.errors import BadFile, BadInput, Unavailable
from hamstrong.motion.landmarks import Frame
from tests.eyes.films import PHOTOS, film, still

np = pytest.importorskip("numpy")
pytest.importorskip("ai_edge_litert", reason="the extra `judge` is not installed: run `make judge`")
Image = pytest.importorskip("PIL.Image")

EYES = EyesApart(threads=1)
LONG_MS = range(0, 60_000, 40)


def children() -> set[int]:
    """Processes that this one began and that run."""
    return children_of(os.getpid())


def children_of(pid: int) -> set[int]:
    """Processes that a process began and that run."""
    found = set()
    for task in Path(f"/proc/{pid}/task").iterdir():
        found |= {int(pid) for pid in (task / "children").read_text().split()}
    return found


def rows(frame: Frame) -> object:
    return None if frame.points is None else frame.points.tolist()


@pytest.mark.shared
def test_they_see_what_the_others_see(tmp_path: Path) -> None:
    photo = PHOTOS / "Butt_Lift_Bridge_1.jpg"
    if not photo.is_file():
        pytest.skip("the field data is not beside this checkout")
    path = still(tmp_path / "a.mp4", np.asarray(Image.open(photo).convert("RGB"))[:566])
    with EYES.watch(path, model=Model.FULL) as apart:
        seen = list(apart.frames())
    with BlazePoseEyes(threads=1).watch(path, model=Model.FULL) as clip:
        known = list(clip.frames())
        assert (apart.about, apart.damage) == (clip.about, clip.damage)
    assert [rows(frame) for frame in seen] == [rows(frame) for frame in known]
    assert [frame.time_s for frame in seen] == [frame.time_s for frame in known]
    assert seen[0].points is not None


def test_pictures_without_anybody_come_too(tmp_path: Path) -> None:
    with EYES.watch(film(tmp_path / "a.mp4"), model=Model.FULL) as clip:
        frames = list(clip.frames())
    assert len(frames) == 10
    assert {(frame.points, frame.width, frame.height) for frame in frames} == {(None, 96, 64)}


def test_what_is_no_film_is_refused_as_before(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"no film")
    with (
        pytest.raises(BadFile, match="film as a camera makes it"),
        EYES.watch(path, model=Model.FULL),
    ):
        pass


def test_without_weights_it_says_so(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4")
    eyes = EyesApart(weights=tmp_path)
    with pytest.raises(Unavailable, match="weights"), eyes.watch(path, model=Model.FULL):
        pass


def decoder(folder: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> Path:
    """A film, and this source in place of what decodes it."""
    (folder / "av").mkdir()
    (folder / "av" / "__init__.py").write_text(source)
    monkeypatch.syspath_prepend(folder)  # handed on to processes that are begun
    path = folder / "a.mp4"
    path.write_bytes(b"")
    return path


def test_a_decoder_that_crashes_is_a_refused_film(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A decoder that reads address 0, as a hostile film makes it do."""
    path = decoder(tmp_path, monkeypatch, "import ctypes\nctypes.string_at(0)\n")
    with (
        pytest.raises(BadFile, match="broke the program") as refused,
        EYES.watch(path, model=Model.FULL),
    ):
        pass
    assert refused.value.place == "a.mp4"


def test_a_death_in_the_middle_is_a_refused_film(tmp_path: Path) -> None:
    before = children()
    path = film(tmp_path / "a.mp4", times_ms=LONG_MS)
    with EYES.watch(path, model=Model.FULL) as clip:
        frames = clip.frames()
        next(frames)
        (pid,) = eyes_of(children() - before)
        os.kill(pid, signal.SIGSEGV)
        with pytest.raises(BadFile, match="broke the program"):
            list(frames)


def test_a_stop_that_is_meant_for_the_coach_is_not_a_broken_film(tmp_path: Path) -> None:
    before = children()
    with EYES.watch(film(tmp_path / "a.mp4"), model=Model.FULL) as clip:
        frames = clip.frames()
        next(frames)
        for pid in eyes_of(children() - before):
            os.kill(pid, signal.SIGTERM)
        assert len(list(frames)) == 9


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_before_it_has_begun_is_no_broken_film(tmp_path: Path, number: int) -> None:
    before = children()
    path = film(tmp_path / "a.mp4")

    def stop_at_once() -> None:
        while not (found := eyes_of(children() - before)):
            time.sleep(0.001)
        os.kill(found.pop(), number)

    stopping = threading.Thread(target=stop_at_once)
    stopping.start()
    with pytest.raises(WatchingStopped), EYES.watch(path, model=Model.FULL):
        pass
    stopping.join()


def eyes_of(pids: set[int]) -> set[int]:
    """Those that watch clips; Python also begins one that looks after what they leave."""
    return {pid for pid in pids if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()}


def test_nothing_is_left_when_nobody_wants_it_any_more(tmp_path: Path) -> None:
    before = children()
    path = film(tmp_path / "a.mp4", times_ms=LONG_MS)
    with EYES.watch(path, model=Model.FULL) as clip:
        next(clip.frames())
        assert eyes_of(children() - before)
    assert not eyes_of(children() - before)


def test_too_little_memory_is_a_sentence(tmp_path: Path) -> None:
    eyes = EyesApart(threads=1, bounds=Bounds(memory_bytes=60 << 20))
    with (
        pytest.raises(BadFile, match=r"memory|broke the program"),
        eyes.watch(film(tmp_path / "a.mp4"), model=Model.FULL) as clip,
    ):
        list(clip.frames())


def test_a_film_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", times_ms=LONG_MS)
    begun = time.monotonic()
    eyes = EyesApart(threads=1, bounds=Bounds(stall_s=0.05))
    with pytest.raises(BadFile, match="came to a stop"), eyes.watch(path, model=Model.FULL):
        pass
    assert time.monotonic() - begun < 20


def test_a_second_of_the_processor_is_not_two(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", times_ms=LONG_MS)
    eyes = EyesApart(threads=1, bounds=Bounds(processor_s=1))
    with (
        pytest.raises(BadFile, match="broke the program"),
        eyes.watch(path, model=Model.FULL) as clip,
    ):
        list(clip.frames())


def test_they_do_not_draw(tmp_path: Path) -> None:
    with (
        EYES.watch(film(tmp_path / "a.mp4"), model=Model.FULL) as clip,
        pytest.raises(BadInput, match="without being drawn"),
    ):
        clip.draw_to(tmp_path / "b.mp4")


SLEEPS = "import time\ntime.sleep(600)\n"
HOLDS_ALL_UP = "import ctypes\nctypes.PyDLL(None).sleep(600)\n"
"""As a library does that lets no other thread of its process run."""
HANGS = pytest.mark.parametrize("hangs", [SLEEPS, HOLDS_ALL_UP], ids=["sleeps", "holds all up"])


@HANGS
def test_who_says_nothing_does_not_hold_up_a_coach_that_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hangs: str
) -> None:
    before = children()
    stops = threading.Event()
    eyes = EyesApart(stopping=stops.is_set)
    path = decoder(tmp_path, monkeypatch, hangs)
    told: list[float] = []

    def stop_soon() -> None:
        time.sleep(1.0)
        told.append(time.monotonic())
        stops.set()

    stopping = threading.Thread(target=stop_soon)
    stopping.start()
    with pytest.raises(WatchingStopped), eyes.watch(path, model=Model.FULL):
        pass
    stopping.join()
    assert time.monotonic() - told[0] < 5
    assert not eyes_of(children() - before)


def test_half_a_message_does_not_hold_it_up_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = decoder(tmp_path, monkeypatch, saying("struct.pack('!i', 100) + b'half'") + SLEEPS)
    eyes = EyesApart(bounds=Bounds(stall_s=1.0))
    with pytest.raises(BadFile, match="came to a stop"), eyes.watch(path, model=Model.FULL):
        pass


def saying(words: str) -> str:
    """Writes these bytes to the pipe that messages go through."""
    return (
        "import os, stat, struct\n"
        "for number in range(3, 64):\n"
        "    try:\n"
        "        if stat.S_ISFIFO(os.fstat(number).st_mode):\n"
        f"            os.write(number, {words})\n"
        "    except OSError:\n"
        "        pass\n"
    )


def test_a_message_that_is_too_long_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = decoder(tmp_path, monkeypatch, saying("struct.pack('!i', 1 << 30)") + SLEEPS)
    begun = time.monotonic()
    with pytest.raises(BadFile, match="broke the program"), EYES.watch(path, model=Model.FULL):
        pass
    assert time.monotonic() - begun < 60


def test_what_grows_is_ended_from_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS, which knows no bound of addresses: here it lies too high to matter."""
    grows = "held = bytearray(300 << 20)\n" + SLEEPS
    eyes = EyesApart(bounds=Bounds(resident_bytes=200 << 20))
    path = decoder(tmp_path, monkeypatch, grows)
    with pytest.raises(BadFile, match="more memory"), eyes.watch(path, model=Model.FULL):
        pass


def test_ps_tells_the_memory_where_the_system_has_no_files_for_it() -> None:
    own = os.getpid()
    assert resident_by_ps(own) == pytest.approx(resident_bytes(own), rel=0.3)
    assert resident_by_ps(2**22 + 1) == 0


COACH = """
import sys, pathlib
from hamstrong.adapters.eyes.apart import EyesApart
from hamstrong.coach.judge_clip import Model
if __name__ == "__main__":
    with EyesApart().watch(pathlib.Path(sys.argv[1]), model=Model.FULL):
        pass
"""


@HANGS
def test_it_does_not_outlive_a_coach_that_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hangs: str
) -> None:
    path = decoder(tmp_path, monkeypatch, f"open({str(tmp_path / 'begun')!r}, 'w')\n" + hangs)
    (tmp_path / "coach.py").write_text(COACH)
    search = os.pathsep.join([str(tmp_path), *sys.path])
    coach = subprocess.Popen(
        [sys.executable, str(tmp_path / "coach.py"), str(path)],
        env=os.environ | {"PYTHONPATH": search},
    )
    within(60, (tmp_path / "begun").exists)
    (eyes,) = eyes_of(children_of(coach.pid))
    coach.kill()
    coach.wait()
    within(10, lambda: not runs(eyes))


def runs(pid: int) -> bool:
    """Whether a process is there and not only waits to be buried."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def within(seconds: float, what: Callable[[], bool]) -> None:
    """Wait until it is so; AssertionError where it is not in time."""
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until
        time.sleep(0.05)
