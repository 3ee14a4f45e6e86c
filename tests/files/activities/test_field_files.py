"""Every file that nobody here wrote is read or refused in one sentence."""

from collections import Counter
from pathlib import Path

import pytest

from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.errors import BadFile
from hamstrong.running.activity import Activity, Sport
from tests.files.activities.field import FIT, SHARED, XML

pytestmark = pytest.mark.shared

HEAVY = ("MultiSport-2019-11-24.fit", "big_activity.fit")
"""Six seconds each: one of them is enough."""


def read_one(path: Path) -> tuple[Activity, ...]:
    reader = Reader()
    (file,) = reader.on_disk([path])
    return reader.read(file)


def need(path: Path) -> Path:
    if not path.exists():
        pytest.skip("the field data is not beside this checkout")
    return path


def test_every_file_is_read_or_refused_with_a_sentence() -> None:
    need(FIT)
    reader, counts = Reader(), Counter[str]()
    sentences: list[tuple[str, bool]] = []
    paths = [p for folder in (FIT, XML) for p in sorted(folder.rglob("*")) if p.is_file()]
    for file in reader.on_disk([path for path in paths if path.name not in HEAVY]):
        try:
            activities = reader.read(file)
        except BadFile as error:
            counts["refused"] += 1
            sentences.append((error.message, error.place == file.name))
        else:
            counts["read"] += 1
            assert activities
            for one in activities:
                assert one.elapsed_s >= one.moving_s >= 0
                assert one.start.tzinfo is not None
    assert all(text.endswith(".") and is_named for text, is_named in sentences)
    assert counts["read"] >= 85
    assert counts["refused"] >= 40


def test_what_is_no_activity_anywhere_in_the_data_is_refused() -> None:
    need(FIT)
    reader = Reader()
    others = [SHARED / "data" / name for name in ("ics", "landmarks")]
    for file in reader.on_disk(others):
        if len(file.data) > 2_000_000:
            continue
        with pytest.raises(BadFile):
            reader.read(file)


def test_one_run_from_two_formats_agrees() -> None:
    (fit,) = read_one(need(FIT / "runs" / "10kUNLP2014-Garmin15.fit"))
    (tcx,) = read_one(XML / "runs" / "10kUNLP2014-Garmin15.tcx")
    assert fit.sport is tcx.sport is Sport.RUNNING
    assert fit.start == tcx.start
    assert fit.distance_m == pytest.approx(tcx.distance_m, abs=1)
    assert fit.moving_s == pytest.approx(tcx.moving_s, abs=1)
    assert len(fit.laps) == len(tcx.laps) == 11
    assert fit.recorded.graded_m_s == pytest.approx(tcx.recorded.graded_m_s or 0, abs=0.01)


def test_a_triathlon_is_one_activity_a_sport() -> None:
    sports = [
        one.sport for one in read_one(need(FIT / "multisport" / "triathlon_summary_last.fit"))
    ]
    assert sports == [Sport.SWIMMING, Sport.OTHER, Sport.CYCLING, Sport.OTHER, Sport.RUNNING]


def test_a_watch_that_tells_the_place_gives_the_zone() -> None:
    (run,) = read_one(need(FIT / "runs" / "running.fit"))
    assert run.start.isoformat() == "2018-10-20T07:46:25-07:00"
    assert run.zoned
    assert run.distance_m == 18658.57
    assert run.moving_s == pytest.approx(6597.342)
    assert run.recorded.heart_rate == 160
    assert len(run.laps) == 12


def test_the_good_part_of_a_broken_file_is_kept_and_the_break_named() -> None:
    (run,) = read_one(need(FIT / "odd" / "activity-unexpected-eof.fit"))
    assert run.notes == ("The file is damaged at byte 768 of 768: what comes before it was read.",)
    assert run.recorded.samples == 14
