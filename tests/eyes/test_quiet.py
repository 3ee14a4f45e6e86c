"""Nothing leaves the machine: the kernel ends whoever opens a socket to a network."""

from pathlib import Path

import pytest

from tests.eyes.alone import reached_out, run_alone
from tests.eyes.films import CLIPS, film

weights = pytest.importorskip("hamstrong.adapters.eyes.weights")

JUDGE = """
import sys
sys.argv = ["hamstrong", "judge", *sys.argv[1:]]
from hamstrong.main import run_cli
run_cli()
"""

WATCH = """
import sys, threading
from pathlib import Path
from hamstrong.adapters.eyes.watching import watch
from hamstrong.coach.judge_clip import Model
for model in Model:
    with watch(Path(sys.argv[1]), model=model) as clip:
        print(model, sum(1 for _ in clip.frames()))
"""

LEAKS = [
    "import socket; socket.socket(socket.AF_INET)",
    "import socket; socket.getaddrinfo('example.invalid', 80)",
    "import threading, socket; t = threading.Thread(target=lambda: socket.socket(socket.AF_INET6));"
    "t.start(); t.join()",
]


@pytest.mark.parametrize("leak", LEAKS)
def test_whoever_reaches_out_is_seen(leak: str) -> None:
    assert reached_out(run_alone(leak))


def needs_weights() -> None:
    if not all((weights.FOLDER / name).is_file() for name in weights.listed()):
        pytest.skip("the weights are not laid: run `make build`")


def test_watching_reaches_nobody(tmp_path: Path) -> None:
    needs_weights()
    done = run_alone(WATCH, str(film(tmp_path / "room.mp4", times_ms=range(0, 200, 40))))
    assert not reached_out(done)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split("\n")[:2] == ["full 5", "heavy 5"]


@pytest.mark.shared
def test_judging_a_clip_reaches_nobody(tmp_path: Path) -> None:
    needs_weights()
    clip = CLIPS / "half.mp4"
    if not clip.exists():
        pytest.skip("the field data is not beside this checkout")
    options = ["--exercise", "hb_support_1l_mid", "--side", "right", "--json"]
    done = run_alone(JUDGE, str(beginning(clip, tmp_path / "half.mkv")), *options)
    assert not reached_out(done)
    assert done.returncode == 0, done.stderr
    assert '"schema": "hamstrong-judged-clip/1"' in done.stdout


def beginning(clip: Path, path: Path, *, seconds: float = 2) -> Path:
    """The first seconds of a clip, not encoded anew."""
    av = pytest.importorskip("av")
    with av.open(str(clip)) as whole, av.open(str(path), "w") as part:
        source = whole.streams.video[0]
        stream = part.add_stream_from_template(source)
        for packet in whole.demux(source):
            if packet.dts is None or packet.dts * source.time_base > seconds:
                break
            packet.stream = stream
            part.mux(packet)
    return path
