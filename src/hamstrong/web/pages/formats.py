"""Dates, clock times, distances and hours as a person reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from hamstrong.coach.model import Gap, Units
from hamstrong.web.text import Catalogue

METRES_PER_MILE = 1609.344
METRES_PER_KM = 1000.0
BYTES_PER_MB = 1_000_000
UTC = ZoneInfo("UTC")
WEEK_H = 6 * 24.0
"""Up to here a weekday alone says which day is meant."""


@dataclass(frozen=True, slots=True)
class Formats:
    """How one athlete reads numbers: their language, units and zone."""

    texts: Catalogue
    units: Units = Units.KM
    zone: ZoneInfo = UTC

    def weekday(self, day: date | int) -> str:
        """Tuesday"""
        number = day if isinstance(day, int) else day.weekday()
        return self.texts[f"calendar.weekdays.{number}"]

    def weekday_within(self, day: date) -> str:
        """Tuesday, inside a sentence or a title: martes."""
        return self.texts[f"calendar.weekdays-within.{day.weekday()}"]

    def weekday_short(self, day: date | int) -> str:
        """Tue"""
        number = day if isinstance(day, int) else day.weekday()
        return self.texts[f"calendar.weekdays-short.{number}"]

    def month(self, day: date) -> str:
        """November"""
        return self.texts[f"calendar.months.{day.month}"]

    def day(self, day: date) -> str:
        """24 Nov"""
        return self.texts.say(
            "calendar.day", day=day.day, month=self.texts[f"calendar.months-short.{day.month}"]
        )

    def day_long(self, day: date) -> str:
        """Tuesday 24 November"""
        return self.texts.say(
            "calendar.day-long", weekday=self.weekday(day), day=day.day, month=self.month(day)
        )

    def day_year(self, day: date) -> str:
        """24 November 2026"""
        return self.texts.say(
            "calendar.day-year", day=day.day, month=self.month(day), year=day.year
        )

    def days(self, days: Iterable[date]) -> str:
        """24, 26 Nov, 1, 3 Dec"""
        months = [list(same) for _, same in groupby(days, key=lambda day: (day.year, day.month))]
        return ", ".join(
            ", ".join([*(str(day.day) for day in same[:-1]), self.day(same[-1])]) for same in months
        )

    def day_range(self, first: date, last: date) -> str:
        """23 to 29 Nov, or 30 Nov to 6 Dec"""
        start = str(first.day) if first.month == last.month else self.day(first)
        return self.texts.say("calendar.range", first=start, last=self.day(last))

    def clock(self, moment: datetime | time) -> str:
        """17:30, in the athlete's zone when the moment has one."""
        local = (
            moment.astimezone(self.zone)
            if isinstance(moment, datetime) and moment.tzinfo
            else moment
        )
        return f"{local:%H:%M}"

    def when(self, moment: datetime) -> str:
        """Tue 24 Nov, 17:30"""
        day = self.local_day(moment)
        return self.texts.say(
            "calendar.when",
            weekday=self.weekday_short(day),
            day=self.day(day),
            time=self.clock(moment),
        )

    def local_day(self, moment: datetime) -> date:
        """The training day of an aware moment."""
        return moment.astimezone(self.zone).date()

    def run_on(self, gap: Gap) -> str:
        """Thursday's long run, or the long run on 6 Dec when that is a week away."""
        day = self.local_day(gap.run_start)
        run = self.texts[f"run-names.{gap.run_type.value}"]
        if gap.hours < WEEK_H:
            return self.texts.say(
                "gap.run-on",
                weekday=self.weekday_within(day),
                run=run,
            )
        return self.texts.say("gap.run-later", day=self.day(day), run=run)

    def hours(self, hours: float) -> str:
        """26 h, 40 min: whole hours that are really there, as the planner's sentences say them."""
        if 0 < abs(hours) < 1:
            return self.minutes(60 * hours)
        return self.texts.say("units.hours", n=whole_hours(hours))

    def minutes(self, minutes: float) -> str:
        """45 min, 1 h 30"""
        whole = round(minutes)
        if whole < 60:
            return self.texts.say("units.minutes", n=whole)
        if whole % 60 == 0:
            return self.texts.say("units.hours", n=whole // 60)
        return self.texts.say("units.hours-minutes", h=whole // 60, m=f"{whole % 60:02d}")

    def seconds(self, seconds: float) -> str:
        """30 s, 2 min"""
        whole = round(seconds)
        if whole < 120:
            return self.texts.say("units.seconds", n=whole)
        return self.minutes(whole / 60)

    def timer(self, seconds: float) -> str:
        """47:12, 1:05:30"""
        minutes, rest = divmod(round(seconds), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"

    @property
    def unit_m(self) -> float:
        """Metres in the athlete's unit."""
        return METRES_PER_MILE if self.units is Units.MILES else METRES_PER_KM

    @property
    def unit(self) -> str:
        """km or mi"""
        return self.texts[f"units.{self.units.value}"]

    def distance(self, metres: float) -> str:
        """12 km, 13.1 mi"""
        return f"{self.plain(metres / self.unit_m, 1)} {self.unit}"

    def distance_round(self, metres: float) -> str:
        """54 km: for sums, where a decimal is noise."""
        return f"{self.plain(metres / self.unit_m, 0)} {self.unit}"

    def distance_short(self, metres: float) -> str:
        """12: where the unit stands beside it."""
        return self.plain(metres / self.unit_m, 0)

    def minutes_short(self, minutes: float) -> str:
        """45′: where a distance would stand."""
        return self.texts.say("units.minutes-short", n=round(minutes))

    def race_distance(self, metres: float) -> str:
        """Marathon, half marathon, 10 km, or the distance."""
        for name, known in RACE_DISTANCES.items():
            if abs(metres - known) < 1:
                return self.texts[f"races.{name}"]
        return self.distance(metres)

    def plain(self, value: float, digits: int) -> str:
        """12.5: a number without needless zeros, rounded half up as people do."""
        scaled = int(abs(value) * 10**digits + 0.5) / 10**digits
        text = f"{scaled:.{digits}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        text = text.replace(".", self.texts["units.decimal"])
        return f"−{text}" if value < 0 and text != "0" else text

    def size(self, size: int) -> str:
        """340 kB, 1.2 MB: of a file, from its bytes."""
        if size < BYTES_PER_MB:
            return self.texts.say("settings.backups.kilobytes", n=max(1, round(size / 1000)))
        return self.texts.say("settings.backups.megabytes", n=self.plain(size / BYTES_PER_MB, 1))

    def pace(self, seconds_per_km: float) -> str:
        """5:30 /km"""
        whole = round(seconds_per_km * self.unit_m / METRES_PER_KM)
        return f"{whole // 60}:{whole % 60:02d} /{self.unit}"


RACE_DISTANCES: dict[str, float] = {"marathon": 42_195.0, "half": 21_097.5, "10k": 10_000.0}
"""Metres of the races that the welcome page offers, by the key of their text."""


def whole_hours(hours: float) -> int:
    """Downwards: nobody is told hours that are not there."""
    return int(hours)


def monday_of(day: date) -> date:
    """The Monday of the week that holds the day."""
    return day - timedelta(days=day.weekday())
