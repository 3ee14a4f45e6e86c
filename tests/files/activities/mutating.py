"""FIT files gone wrong in ways that disks, cables and attackers have; each made from its number."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hamstrong.adapters.files.fit.checksum import crc16
from hamstrong.adapters.files.fit.performed import fit_activity
from hamstrong.adapters.files.fit.workout import fit_workout
from hamstrong.coach.watch_files import SessionDone, SetDone
from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import LoadClass
from hamstrong.exercises.steps import StepSide
from hamstrong.planning.model import BlockPhase, Reason, Session
from tests.files.activities.field import FIT
from tests.files.activities.writing import run_fit

START = datetime(2027, 1, 4, 17, 0, tzinfo=UTC)
LARGEST = 60_000
"""Bytes of a real file that is taken: a larger one takes long and teaches nothing else."""

SIDES: tuple[StepSide, ...] = ("left", "right", "both")


def origins() -> list[bytes]:
    """What we write, and what watches wrote where the field data lies beside the checkout."""
    return [our_workout(), our_activity(), run_fit(1_790_000_000, 10, metres=2000), *real_files()]


def real_files() -> Iterator[bytes]:
    """The small ones."""
    for file in sorted(FIT.rglob("*.fit")):
        if file.stat().st_size <= LARGEST:
            yield file.read_bytes()


def our_workout() -> bytes:
    """A session as a workout for a watch."""
    hold = Dose("hb_floor_1l", Side.EACH, 3, 20, None, 45)
    heels = Dose("calf_2l", Side.BOTH, 3, None, 12, 60)
    session = Session(
        id="2027-01-04-1",
        start=START,
        end=START + timedelta(minutes=20),
        phase=BlockPhase.BASE,
        load_class=LoadClass.C2,
        novel=False,
        title="Hips, calves",
        doses=(hold, heels),
        reason=Reason("Far from your long run.", rule="spacing-before"),
        next_key_run_id=None,
        pinned=False,
    )
    return fit_workout(session, library=load_library(), revised_at=START, older=False)


def our_activity() -> bytes:
    """The session as it was done."""
    sets = []
    for number in range(9):
        start = START + timedelta(seconds=90 * number)
        sets.append(
            SetDone(
                exercise=load_library()["hb_floor_1l"],
                side=SIDES[number % 3],
                number=number // 3 + 1,
                start=start,
                end=start + timedelta(seconds=30),
                seconds=25.0,
                held_s=30.0,
                judged=True,
            )
        )
    madrid = ZoneInfo("Europe/Madrid")
    end = (sets[-1].end + timedelta(minutes=1)).astimezone(madrid)
    return fit_activity(
        SessionDone("2027-01-04-1", "Hips", START.astimezone(madrid), end, tuple(sets), 101, 130)
    )


def mutant(number: int, files: Sequence[bytes]) -> bytes:
    """One of the files, one to eight times changed; every second one whole to who looks only at
    its length and checksum."""
    chance = Random(number)
    data = bytearray(chance.choice(files))
    for _ in range(chance.randint(1, 8)):
        _change(data, chance, files)
    return _repaired(bytes(data)) if chance.random() < 0.5 else bytes(data)


def _change(data: bytearray, chance: Random, files: Sequence[bytes]) -> None:
    at = chance.randrange(len(data) + 1)
    length = chance.choice((1, 2, 4, 16, 300))
    match chance.randrange(7):
        case 0 if at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        case 1 if at < len(data):
            data[at] = chance.choice((0, 1, 0x40, 0x7F, 0x80, 0xFF, chance.randrange(256)))
        case 2:
            data[at : at + length] = chance.randbytes(length)
        case 3:
            del data[at : at + length]
        case 4:
            data[at:at] = data[at : at + length]
        case 5 if len(data) > 100:
            del data[chance.randrange(40, len(data)) :]
        case _:
            other = chance.choice(files)
            start = chance.randrange(len(other))
            data[at:at] = other[start : start + length]


def _repaired(data: bytes) -> bytes:
    """With a header whose length is right, and a checksum."""
    if len(data) < 16 or data[0] not in (12, 14):
        return data
    body = data[:4] + (len(data) - data[0] - 2).to_bytes(4, "little") + data[8:-2]
    return body + crc16(body).to_bytes(2, "little")
