// What the athlete does to a session under way: pause, skip, go back, swap, leave.
import { ADD_MS, BACK_MS } from "./actions";
import { end, enter, goTo, isLast, leadIn, next, nextExercise, putDown } from "./course";
import { unsayEndLines } from "./lines";
import { isWork } from "./session";
import { remainingMs, workBefore } from "./state";
import type { Turn } from "./turn";

export function pause(turn: Turn): void {
  if (turn.state.status === "running") putDown(turn, remainingMs(turn.state, turn.now));
}

export function resume(turn: Turn): void {
  const { state, now } = turn;
  if (state.status !== "paused") return;
  state.status = "running";
  state.deadline = now + state.leftMs;
  leadIn(turn);
}

export function skip(turn: Turn): void {
  if (!turn.isLive) return;
  if (isWork(turn.step)) turn.note(turn.elapsedMs, turn.now, false);
  next(turn, turn.now);
  turn.speakIfRunning();
}

/** To the beginning of this set, or of the set before. */
export function back(turn: Turn): void {
  const { session, state } = turn;
  if (!turn.isLive) return;
  const begun = isWork(turn.step) && turn.elapsedMs > BACK_MS;
  const target = begun ? { ex: state.ex, step: state.step } : workBefore(session, state);
  goTo(turn, target.ex, target.step);
}

export function add(turn: Turn): void {
  const { state } = turn;
  if (!turn.isLive) return;
  state.extraMs += ADD_MS;
  state.leftMs += ADD_MS;
  state.deadline += ADD_MS;
  unsayEndLines(state, turn.step, turn.elapsedMs);
}

export function swap(turn: Turn, id: string | null): void {
  const { state } = turn;
  if (!turn.isLive && state.status !== "waiting") return;
  turn.closeExercise();
  if (id === null) delete state.swaps[state.ex];
  else state.swaps[state.ex] = id;
  enter(turn, state.ex, 0, turn.now);
  turn.speakIfRunning();
}

/** Something hurts: leave the rest of the exercise. The next one waits for a tap. */
export function leaveOff(turn: Turn): void {
  if (!turn.isLive) return;
  turn.noteIfBegun();
  if (isLast(turn)) {
    turn.closeExercise();
    return end(turn, "done");
  }
  nextExercise(turn, turn.now);
  putDown(turn, turn.state.leftMs);
}
