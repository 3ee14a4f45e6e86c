"""FIT activities: one each, in a triathlon one a sport, in a chain one a file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, Literal

from hamstrong.adapters.files.activities.build import Found, build, sample_of, within
from hamstrong.adapters.files.activities.caps import LAPS, SETS
from hamstrong.adapters.files.activities.fit_messages import (
    Broken,
    Values,
    checksum_fits,
    messages,
)
from hamstrong.adapters.files.activities.fit_records import apart
from hamstrong.adapters.files.activities.fit_samples import DEGREES, FIT_EPOCH_S
from hamstrong.adapters.files.activities.track import Track
from hamstrong.adapters.files.fit.course import side_of
from hamstrong.adapters.files.fit.layouts import PRODUCT
from hamstrong.adapters.files.say import SAY
from hamstrong.errors import BadFile
from hamstrong.running.activity import Activity, DoneSet, Lap, Sport

ACTIVITY: Final = 4
OURS: Final = ("development", PRODUCT)
"""Maker and product of files that Hamstrong wrote: what they hold is in its log already, and
would be there twice."""
UNNAMED: Final = 65534
"""An exercise that the watch did not recognise; 65535 is none."""

_KEPT: Final = {
    "file_id": 0,
    "sport": 12,
    "session": 18,
    "lap": 19,
    "device_info": 23,
    "workout": 26,
    "workout_step": 27,
    "activity": 34,
    "set": 225,
}
"""Kinds of messages that are read beside the samples, with their numbers."""

_WANTED = frozenset(("record", *_KEPT))
_SPORTS = {1: Sport.RUNNING, 2: Sport.CYCLING, 5: Sport.SWIMMING, 11: Sport.WALKING}
_TRAINING, _FITNESS, _STRENGTH = 10, 4, 20
_TREADMILL, _TRACK, _INDOOR_CYCLING, _VIRTUAL = 1, 4, 6, 58
_KINDS = {
    2: "settings",
    3: "sport",
    5: "workout",
    6: "course",
    9: "weight",
    10: "totals",
    15: "monitoring",
    28: "monitoring",
    32: "monitoring",
    49: "sleep",
}
_RPE, _RPE_UNNAMED = "workout_rpe", 193


@dataclass(slots=True)
class _File:
    """What one FIT file within the bytes told so far."""

    kind: int | None = None
    sport: Sport | None = None
    title: str = ""
    device: str = ""
    ours: bool = False
    offset_s: float | None = None
    sessions: list[Values] = field(default_factory=list)
    laps: list[Values] = field(default_factory=list)
    sets: list[Values] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    track: Track = field(default_factory=Track)

    @property
    def is_empty(self) -> bool:
        return not (self.sessions or self.track.samples or self.sets)


def read_fit(data: bytes) -> tuple[Activity, ...]:
    """Every activity of the file: one a sport of a triathlon, one a file of a chain.

    Raises:
        BadFile: Something else than an activity, or nothing readable in it.
    """
    quick = apart(data, _KEPT.values())
    if quick is not None:
        files, broken_at = _files(quick.rest)
        if broken_at is None:
            files[0].track = quick.track
            return _told(data, files)
    files, broken_at = _files(data)
    return _told(data, files, broken_at=broken_at)


def _files(data: bytes) -> tuple[list[_File], int | None]:
    """What each file of a chain told, and the byte where reading stopped, None for the end."""
    files: list[_File] = []
    try:
        for message in messages(data, _WANTED):
            if message is None:
                files.append(_File())
            else:
                _take(files[-1], *message)
    except Broken as error:
        return files, error.at
    return files, None


def _told(data: bytes, files: list[_File], *, broken_at: int | None = None) -> tuple[Activity, ...]:
    broke = ""
    if broken_at is not None:
        broke = SAY.say("activity.damaged", byte=broken_at, whole=len(data))
    told = [file for file in files if not file.is_empty]
    _check_kind(files, told, broke)
    notes = [broke] if broke else []
    if not broke and not checksum_fits(data):
        notes = [SAY["activity.bad-checksum"]]
    return tuple(activity for file in told for activity in _activities(file, notes))


def _take(file: _File, name: str, values: Values) -> None:
    if name == "record":
        _take_record(file.track, values)
    elif name == "session":
        file.sessions.append(values)
    elif name == "lap" and len(file.laps) < LAPS:
        file.laps.append(values)
    elif name == "set" and len(file.sets) < SETS:
        file.sets.append(values)
    else:
        _take_about(file, name, values)


def _take_about(file: _File, name: str, values: Values) -> None:
    """What tells of the file as a whole."""
    if name == "file_id":
        kind = values.get("type")
        file.kind = kind if isinstance(kind, int) else None
        file.device = _device(values) or file.device
        file.ours = (values.get("manufacturer"), values.get("product")) == OURS
    elif name == "sport":
        file.sport = _sport(values)
        file.title = file.title or _text(values.get("name"))
    elif name == "workout":
        file.title = _text(values.get("wkt_name")) or file.title
    elif name == "workout_step" and len(file.notes) < SETS:
        number = values.get("message_index")
        if isinstance(number, int):
            file.notes[number] = _text(values.get("notes"))
    elif name == "activity":
        utc, local = _numeric(values, "timestamp"), _numeric(values, "local_timestamp")
        if utc and local:
            file.offset_s = local - utc
    elif name == "device_info" and not file.device:
        file.device = _device(values)


def _take_record(track: Track, values: Values) -> None:
    at = _numeric(values, "timestamp")
    if at is None:
        return
    get = values.get
    lat, lon = _numeric(values, "position_lat"), _numeric(values, "position_long")
    told = {
        "distance_m": get("distance"),
        "latitude": None if lat is None else lat * DEGREES,
        "longitude": None if lon is None else lon * DEGREES,
        "altitude_m": get("enhanced_altitude", get("altitude")),
        "heart_rate": get("heart_rate"),
        "cadence": _sum(get("cadence"), get("fractional_cadence")),
        "power_w": get("power"),
        "speed_m_s": get("enhanced_speed", get("speed")),
    }
    track.add(sample_of(at + FIT_EPOCH_S, {k: _plain(v) for k, v in told.items()}))


def _plain(value: Any) -> float | None:
    return value if isinstance(value, int | float) else None


def _sum(whole: Any, part: Any) -> float | None:
    if not isinstance(whole, int | float):
        return None
    return whole + part if isinstance(part, int | float) else whole


def _numeric(values: Values, key: Any) -> float | None:
    return _plain(values.get(key))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _device(values: Values) -> str:
    """Names where the profile knows them, as `product_name`, else numbers."""
    maker = values.get("manufacturer")
    product = values.get("product_name") or values.get("garmin_product", values.get("product"))
    told = (str(one).replace("_", " ") for one in (maker, product) if one not in (None, 0))
    return " ".join(told)


def _sport(values: Values) -> Sport:
    sport, sub = values.get("sport"), values.get("sub_sport")
    if sub == _STRENGTH and sport in (_TRAINING, _FITNESS):
        return Sport.STRENGTH
    return _SPORTS.get(sport, Sport.OTHER) if isinstance(sport, int) else Sport.OTHER


def _check_kind(files: list[_File], told: list[_File], broke: str) -> None:
    """Raises BadFile for what holds no activity."""
    kinds = [file.kind for file in files if file.kind is not None]
    if kinds and ACTIVITY not in kinds:
        kind = _KINDS.get(kinds[0], "other")
        raise BadFile(SAY.say("activity.other-kind", kind=SAY[f"fit-kinds.{kind}"]))
    if any(file.ours for file in files):
        raise BadFile(SAY["activity.ours"])
    if told:
        return
    if broke:
        raise BadFile(SAY.say("activity.nothing-readable", why=broke))
    raise BadFile(SAY["activity.nothing-in-it"])


def _activities(file: _File, notes: list[str]) -> Iterator[Activity]:
    if not file.sessions:
        yield build(_unended(file), file.track, notes=[*notes, SAY["activity.no-end"]])
        return
    for values in file.sessions:
        yield build(_of_session(file, values), file.track, notes=notes)


def _unended(file: _File) -> Found:
    """A file without its last lines: from the samples, or where there are none from the sets."""
    times = list(file.track.samples.at_s)
    sets = _sets(file)
    times += [one.start.timestamp() for one in sets]
    if not times:
        raise BadFile(SAY["activity.no-times"])
    start, end = min(times), max(times)
    sport = file.sport or (Sport.STRENGTH if sets else Sport.OTHER)
    return Found(
        sport,
        start,
        end,
        title=file.title,
        device=file.device,
        laps=_laps(file.laps, start, end),
        sets=sets,
        offset_s=file.offset_s,
    )


def _of_session(file: _File, values: Values) -> Found:
    number = _reader(values)
    end = number("timestamp")
    start = number("start_time")
    elapsed = number("total_elapsed_time")
    times = [at_s - FIT_EPOCH_S for at_s in file.track.samples.at_s]
    if start is None:
        start = min(times) if times else end
    if start is None:
        raise BadFile(SAY["activity.no-times"])
    # Some devices stamp the session with its start.
    last = max(end or start, start + (elapsed or 0.0))
    first_s, last_s = start + FIT_EPOCH_S, last + FIT_EPOCH_S
    sport = _sport(values)
    sets = tuple(one for one in _sets(file) if _is_in(one, first_s, last_s))
    if sport is Sport.OTHER and any(one.category is not None for one in sets):
        sport = Sport.STRENGTH
    profile = _text(values.get("sport_profile_name"))
    sub = values.get("sub_sport")
    return Found(
        sport=sport,
        start_s=first_s,
        end_s=last_s,
        elapsed_s=elapsed,
        timer_s=number("total_timer_time"),
        distance_m=number("total_distance"),
        title=file.title if len(file.sessions) == 1 else profile,
        device=file.device,
        rpe=_rpe(values),
        laps=_laps(file.laps, first_s, last_s),
        sets=sets,
        ascent_m=number("total_ascent"),
        descent_m=number("total_descent"),
        heart_rate=within(number("avg_heart_rate"), 25.0, 250.0),
        heart_rate_max=within(number("max_heart_rate"), 25.0, 250.0),
        power_w=number("avg_power") or None,
        offset_s=file.offset_s,
        indoor=sub in (_TREADMILL, _INDOOR_CYCLING, _VIRTUAL),
    )


def _reader(values: Values) -> Callable[[str], float | None]:
    return lambda key: _numeric(values, key)


def _is_in(one: DoneSet, first_s: float, last_s: float) -> bool:
    return first_s - 60 <= one.start.timestamp() <= last_s + 60


def _rpe(values: Values) -> float | None:
    """Watches keep ten times the number."""
    told = _numeric(values, _RPE) or _numeric(values, _RPE_UNNAMED)
    return told / 10 if told is not None and 0 < told <= 100 else None


def _laps(laps: list[Values], first_s: float, last_s: float) -> tuple[Lap, ...]:
    found = []
    for values in laps:
        start = _numeric(values, "start_time")
        time_s = within(_numeric(values, "total_timer_time"), 0.0, last_s - first_s + 60)
        if start is None or time_s is None or not first_s - 1 <= start + FIT_EPOCH_S <= last_s:
            continue
        distance_m = within(_numeric(values, "total_distance"), 0.0, 1e6) or 0.0
        rate = within(_numeric(values, "avg_heart_rate"), 25.0, 250.0)
        found.append(Lap(distance_m, time_s, rate, _numeric(values, "total_ascent")))
    return tuple(found)


def _sets(file: _File) -> tuple[DoneSet, ...]:
    """Those that were worked; rests are left out."""
    found = []
    for values in file.sets:
        at = _numeric(values, "start_time") or _numeric(values, "timestamp")
        if values.get("set_type") != 1 or at is None:
            continue
        reps = within(_numeric(values, "repetitions"), 1.0, 1000.0)
        found.append(
            DoneSet(
                start=datetime.fromtimestamp(at + FIT_EPOCH_S, UTC),
                time_s=within(_numeric(values, "duration"), 0.0, 3600.0) or 0.0,
                reps=None if reps is None else int(reps),
                load_kg=within(_numeric(values, "weight"), 0.1, 500.0),
                category=_code(values.get("category")),
                name=_code(values.get("category_subtype")),
                side=_side(file, values.get("wkt_step_index")),
            )
        )
    return tuple(found)


def _side(file: _File, step: Any) -> Literal["left", "right"] | None:
    """Of a set: that of the workout's step it belongs to."""
    return side_of(file.notes.get(step, "")) if isinstance(step, int) else None


def _code(value: Any) -> int | None:
    """The first of the watch's guesses."""
    first = value[0] if isinstance(value, tuple | list) and value else value
    return first if isinstance(first, int) and 0 <= first < UNNAMED else None
