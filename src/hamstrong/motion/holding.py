"""Holds: from smoothed bodies to decided moments, and on to the clock."""

import math
from collections import deque

from hamstrong.exercises.dose import Side
from hamstrong.exercises.judging import Criterion, Gauge, Judging
from hamstrong.motion.body import Body
from hamstrong.motion.checks import CheckWatch, most_important
from hamstrong.motion.clock import HoldClock, Moment
from hamstrong.motion.constants import BEST_FRAMES, BEST_S, DROPOUT_S, START_S, UP_DWELL_S
from hamstrong.motion.gauges import GAUGES, Baseline, Known, hip_height
from hamstrong.motion.report import Verdict
from hamstrong.motion.rising import Rising
from hamstrong.motion.sinking import Sinking
from hamstrong.motion.swaying import Swaying
from hamstrong.motion.switch import Switch
from hamstrong.motion.witness import Witness


class HoldWatch:
    """Decides, moment by moment, what the seconds of a hold are.

    Args:
        judging: What is asked.
        side: The working side.
        witness: By what it is seen.
    """

    def __init__(self, judging: Judging, side: Side, *, witness: Witness) -> None:
        self._bands = [(band, GAUGES[band.gauge]) for band in judging.up]
        self._down = judging.down
        self._witness = witness
        self._up = Switch(state=False, on_s=UP_DWELL_S, off_s=UP_DWELL_S)
        self._raw_up = False
        self._asked = False
        self._set_up = next((c for c in judging.checks if c.set_up is not None), None)
        self._checks = [CheckWatch(check) for check in judging.checks]
        self.clock = HoldClock(judging.checks, side, up_fault=judging.up_fault or "")
        self._pending: deque[Moment] = deque()
        self._dark_s: float | None = None
        self._highest: deque[tuple[float, float]] = deque()
        self._sway: Swaying | None = None
        self._up_since_s: float | None = None
        self._left_s: float | None = None
        self._rising: Rising | None = None
        self._sinking = Sinking()
        lows = [band.low for band in judging.up if band.gauge is Gauge.RISE_OF_BEST]
        self._least_share = lows[0] if lows else None
        self._now_s = 0.0
        self.known: Known | None = None
        self.angle = math.nan
        self.height = math.nan

    def measured(self, baseline: Baseline) -> None:
        """The set-up is done, or done again after a rest."""
        best = self.known.best if self.known else 0.0
        self.known = Known(baseline, best=best)
        self.clock.measured = baseline.rested
        self.clock.yaw_deg = baseline.yaw_deg

    def forget(self) -> None:
        """The set-up is void; a hold under way ends here, for nothing after it can be compared."""
        self.finish()
        self.known = None
        self._highest.clear()
        self._up.reset(state=False)
        self._raw_up = self._asked = False
        for check in self._checks:
            check.rest()

    @property
    def is_up(self) -> bool:
        return self._up.state

    @property
    def valid_s(self) -> float:
        """Valid seconds of the hold under way as far as is known now."""
        undecided = sum(
            moment.seconds
            for moment in self._pending
            if moment.seen and moment.up and not self._costs(moment)
        )
        return self.clock.valid_s + undecided if self.clock.running or self._up.state else 0.0

    @property
    def total_s(self) -> float:
        """Seconds of the hold under way."""
        start_s = self.clock.start_s
        if start_s is None and self._rising is not None:
            start_s = self._rising.since_s
        if start_s is None:
            start_s = next((moment.start_s for moment in self._pending if moment.up), None)
        return max(0.0, self._now_s - start_s) if start_s is not None else 0.0

    def left_for(self, time_s: float) -> float:
        """Seconds since the position was left within a hold, 0 otherwise."""
        if self._up.state or not self.clock.running or self._left_s is None:
            return 0.0
        return time_s - self._left_s

    def worst(self) -> CheckWatch | None:
        """The most important check that is lost now."""
        # The set-up cannot be mended in the hold: nothing is said of it there.
        amiss = self.clock.is_amiss or not self.clock.running
        lost = [
            check.lost and not (amiss and check.check.set_up is not None) for check in self._checks
        ]
        return most_important(self._checks, lost)

    def verdicts(self) -> dict[Criterion, Verdict]:
        """Of each criterion that counts, now."""
        told = {Criterion.UP: Verdict.GOOD if self._up.state else Verdict.LOST}
        for check in self._checks:
            if not check.check.counts:
                continue
            verdict = Verdict.LOST if check.lost else Verdict.GOOD
            if not (self._up.state and check.known):
                verdict = Verdict.UNSURE
            if told.get(check.check.criterion) is not Verdict.LOST:
                told[check.check.criterion] = verdict
        return told

    def dark(self, start_s: float, end_s: float) -> None:
        """Nothing could be judged between these times, seconds."""
        self._now_s = end_s
        if self._dark_s is None:
            self._dark_s = start_s
        self._pending.append(Moment(start_s, end_s, seen=False, lost=self._lost()))
        if end_s - self._dark_s > DROPOUT_S:
            self._settle()
            self._redate()
            self._sinking.forget()
            self._up.forget_undecided()
            for check in self._checks:
                check.forget_undecided()
            self._release()

    def feed(self, start_s: float, end_s: float, body: Body) -> None:
        """A body, judged for the time since the frame before it, seconds."""
        known = self.known
        if known is None:
            self.dark(start_s, end_s)
            return
        self._light(start_s)
        self._now_s = end_s
        moment = Moment(start_s, end_s, seen=True, up=self._up.state, lost=self._lost())
        self._pending.append(moment)
        self._measure(body, known, moment)
        placed = self._witness.placed(body)
        self._raw_up, room = self._holds(body, known, end_s) if placed else (False, -math.inf)
        self._sinking.feed(start_s, end_s, room)
        moment.down = not placed or self._is_down(body, known)
        changed_s = self._up.feed(start_s, end_s, self._raw_up, bare=room >= 0)
        if changed_s is not None:
            self._turn(changed_s)
        if self._rising and self._rising.is_over(end_s, known.best / known.baseline.torso):
            self._settle()
        if self._sinking.is_over:
            self._redate()
        self._ask(body, known, moment)
        self._release()

    def finish(self) -> None:
        """Decide what is left, and end the hold."""
        self._settle()
        self._redate()
        self._sinking.forget()
        self._up.forget_undecided()
        self._dark_s = None
        for check in self._checks:
            check.forget_undecided()
        self._release()
        self.clock.finish()

    def _costs(self, moment: Moment) -> bool:
        pairs = zip(self._checks, moment.lost, strict=True)
        return any(lost and check.check.counts for check, lost in pairs)

    def _lost(self) -> list[bool]:
        return [check.lost for check in self._checks]

    def _holds(self, body: Body, known: Known, end_s: float) -> tuple[bool, float]:
        """Whether all bands hold, with their margins, and the least room in any, in margins."""
        was, good, room = self._raw_up, True, math.inf
        for band, gauge in self._bands:
            if band.gauge is Gauge.RISE_OF_BEST and good:
                self._raise_best(body, known, end_s)
            value = gauge(body, known)
            good = good and band.holds(value, was=was)
            room = min(room, band.room(value))
        return good, room

    def _raise_best(self, body: Body, known: Known, end_s: float) -> None:
        """The best is a mean over half a second: single frames would raise it by their noise."""
        highest = self._highest
        highest.append((end_s, body.rise - known.baseline.rise))
        while end_s - highest[0][0] > BEST_S:
            highest.popleft()
        if len(highest) >= BEST_FRAMES:
            known.best = max(known.best, sum(rise for _, rise in highest) / len(highest))

    def _is_down(self, body: Body, known: Known) -> bool:
        return self._down is not None and self._bands[0][1](body, known) < self._down

    def _measure(self, body: Body, known: Known, moment: Moment) -> None:
        if self._set_up is not None:
            moment.set_up = GAUGES[self._set_up.gauge](body, known)
        moment.roll = known.roll_deg
        if not self._witness.measures:
            return
        moment.angle = self.angle = self._witness.angle(body, known)
        moment.height = hip_height(body, known)
        self.height = moment.height if known.baseline.rested else math.nan
        if self._up_since_s is None or self._sway is None:
            return
        if moment.end_s - self._up_since_s > START_S:
            sway = self._sway.feed(moment.end_s, 100 * moment.height)
            known.sway, known.own_sway = sway, self._sway.own
            moment.sway = math.nan if sway is None else sway

    def _turn(self, since_s: float) -> None:
        """Up or no longer up, since a time that lies a little back."""
        up = self._up.state
        self._redate()
        for moment in reversed(self._pending):
            if moment.start_s < since_s:
                break
            moment.up = up
        if not up:
            self._sinking.crossed_s = since_s
            self._settle()
            self._up_since_s, self._left_s = None, since_s
            self._pause_sway()
            return
        self._up_since_s = since_s
        if not self.clock.running and self.known is not None:
            if self._least_share is not None:
                best = self.known.best / self.known.baseline.torso
                self._rising = Rising(since_s, best)
            self._sway = Swaying(self.known.baseline.noise)
            self.known.sway = self.known.own_sway = None

    def _pause_sway(self) -> None:
        if self._sway is not None:
            self._sway.pause()
        if self.known is not None:
            self.known.sway = None

    def _ask(self, body: Body, known: Known, moment: Moment) -> None:
        """Check the form from the first frame in position, while that is still undecided."""
        asked, self._asked = self._asked, self._up.state or self._raw_up
        if not self._asked:
            if asked:
                for check in self._checks:
                    check.rest()
            return
        if not asked and not self.clock.running:
            for check in self._checks:
                check.begin()
        if not self.clock.stopped:
            self._check(body, known, moment)

    def _redate(self) -> None:
        """The hips sank slowly: the trend tells since when they were too low, and not before."""
        crossed_s = self._sinking.crossed_s
        since_s = self._sinking.settle()
        if since_s is None or crossed_s is None:
            return
        for moment in self._pending:
            if min(since_s, crossed_s) <= moment.start_s < max(since_s, crossed_s):
                moment.up = since_s > crossed_s

    def _settle(self) -> None:
        """The start of the hold is decided now."""
        rising, self._rising = self._rising, None
        if rising is None or self.known is None or self._least_share is None:
            return
        best = self.known.best / self.known.baseline.torso
        rising.settle(self._pending, self._least_share * best)

    def _check(self, body: Body, known: Known, moment: Moment) -> None:
        for number, check in enumerate(self._checks):
            since_s = check.feed(moment, body=body, known=known, settled=self._up.state)
            if since_s is None:
                continue
            for earlier in reversed(self._pending):
                if earlier.start_s < since_s:
                    break
                earlier.lost[number] = check.lost

    def _light(self, start_s: float) -> None:
        """Seen again: a short dropout keeps the state before it."""
        if self._dark_s is None:
            return
        short = start_s - self._dark_s <= DROPOUT_S
        if short:
            for moment in self._pending:
                if moment.start_s >= self._dark_s:
                    moment.seen, moment.up = True, self._up.state
        self._dark_s = None

    def _until_s(self) -> float:
        """Before this time, seconds, everything is decided."""
        undecided = [check.undecided_s for check in self._checks]
        rising_s = self._rising.since_s if self._rising else None
        sinking_s = self._sinking.undecided_s
        undecided += [self._up.undecided_s, self._dark_since(), rising_s, sinking_s]
        return min((time_s for time_s in undecided if time_s is not None), default=math.inf)

    def _dark_since(self) -> float | None:
        if self._dark_s is None or not self._pending:
            return None
        short = self._pending[-1].end_s - self._dark_s <= DROPOUT_S
        return self._dark_s if short else None

    def _release(self) -> None:
        until_s = self._until_s()
        while self._pending and self._pending[0].start_s < until_s:
            self.clock.take(self._pending.popleft())
