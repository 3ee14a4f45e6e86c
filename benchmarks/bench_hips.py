"""The phone on the hips against simulated pelves: errors of roll, tilt and hold time.

    python benchmarks/bench_hips.py

Prints the table of docs/judging-hips.md: eight holds a row, each with its own noise.
"""

import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.motion.hip_judge import HipJudge
from hamstrong.motion.hip_sensor import HipSensor
from tests.unit.motion.hip_films import Film, Hips, Phone, course, film

SPEC = load_library()["hb_support_1l_mid"]
TOP_DEG = 27.0
HOLD = course((0, 0), (4, 0), (5.2, TOP_DEG), (24, TOP_DEG), (25, 0), (28, 0))
SAG = course((0, 0), (4, 0), (5.2, TOP_DEG), (12, TOP_DEG), (24, 15), (25, 0), (28, 0))
DROP = course((12, 0), (13, 8), (18, 8), (19, 0))
DRIFTS = {"bias": (0.15, -0.15, 0.1), "rate_bias": (1.0, -1.0, 0.8)}
SEEDS = range(8)
CASES: dict[str, tuple[Hips, Phone]] = {
    "still hold": (Hips(HOLD), Phone()),
    "pelvis drops by 8° for 5 s": (Hips(HOLD, DROP), Phone()),
    "slow sag": (Hips(SAG), Phone()),
    "strong tremor, 0.6°": (Hips(HOLD, tremor_deg=0.6), Phone()),
    "worn sensors: bias 0.15 m/s², 1°/s": (Hips(HOLD, DROP), Phone(**DRIFTS)),  # type: ignore[arg-type]
    "no gyroscope": (Hips(HOLD, DROP), Phone(has_gyroscope=False)),
    "signs as on iOS": (Hips(HOLD, DROP), Phone(sign=-1.0)),
    "top to the feet": (Hips(HOLD, DROP), Phone(askew_deg=180.0)),
    "laid on askew by 8°": (Hips(HOLD, DROP), Phone(askew_deg=8.0)),
    "laid on askew by 15°": (Hips(HOLD, DROP), Phone(askew_deg=15.0)),
}


@dataclass(slots=True)
class Errors:
    """Of all holds of a row: degrees, seconds, microseconds a reading."""

    roll_deg: list[float] = field(default_factory=list)
    tilt_deg: list[float] = field(default_factory=list)
    hold_s: list[float] = field(default_factory=list)
    took_us: list[float] = field(default_factory=list)

    def add(self, told: Film) -> None:
        sensor = HipSensor()
        for sample, tilt_deg, roll_deg in zip(
            told.samples, told.tilt_deg, told.roll_deg, strict=True
        ):
            pelvis = sensor.feed(sample)
            if pelvis.why is None:
                self.tilt_deg.append(abs(pelvis.tilt_deg - tilt_deg))
                self.roll_deg.append(abs(pelvis.roll_deg - roll_deg))
        judge = HipJudge(SPEC, Side.RIGHT)
        begun = time.perf_counter()
        for sample in told.samples:
            judge.feed(sample)
        self.took_us.append((time.perf_counter() - begun) / len(told.samples) * 1e6)
        held_s = sum(hold.total_s for hold in judge.finish().holds)
        self.hold_s.append(abs(held_s - told.up_s(TOP_DEG)))


def measured(hips: Hips, phone: Phone) -> Errors:
    """Errors over all seeds."""
    errors = Errors()
    for seed in SEEDS:
        errors.add(film(hips, 28, phone=phone, hz=60, seed=seed))
    return errors


def main() -> None:
    print("| simulated | roll, mean / 95 % | tilt, mean / 95 % | hold time, mean / worst |")
    print("|---|---|---|---|")
    took = []
    for name, (hips, phone) in CASES.items():
        errors = measured(hips, phone)
        took += errors.took_us
        cells = [
            f"{np.mean(part):.2f} / {np.percentile(part, 95):.2f}°"
            for part in (errors.roll_deg, errors.tilt_deg)
        ]
        hold = f"{np.mean(errors.hold_s):.2f} / {max(errors.hold_s):.2f} s"
        print(f"| {name} | {cells[0]} | {cells[1]} | {hold} |")
    print(f"A reading takes the judge {np.median(took):.0f} µs.")


if __name__ == "__main__":
    main()
