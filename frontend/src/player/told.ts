// What the athlete tells of what was done: how much, how hard, what was off, how it felt.
import type { Judged } from "../judge/wire";
import { goTo } from "./course";
import { acceptUnseen, stepOfSet, takeOutUnseen } from "./ledger";
import { skip } from "./moves";
import { isWork } from "./session";
import { openSets, programOf } from "./state";
import type { Trouble } from "./trouble";
import type { Turn } from "./turn";

export function answer({ state: { question } }: Turn, given: { reserve?: number | null; rpe?: number | null }): void {
  if (!question) return;
  if (given.reserve !== undefined) question.reserve = given.reserve;
  if (given.rpe !== undefined) question.rpe = given.rpe;
}

export function adjust(turn: Turn, id: string, done: number): void {
  const set = turn.state.sets.find((one) => one.id === id && !one.closed);
  if (!set) return;
  set.done = Math.max(0, Math.round(done));
  turn.log([set]);
}

/** What a camera saw of a set: evidence beside the clock's seconds, which stay as they are. */
export function judged(turn: Turn, id: string, seen: Judged): void {
  const set = turn.state.sets.find((one) => one.id === id && !one.closed);
  if (!set) return;
  set.judged = seen;
  turn.log([set]);
}

/** Of a set that was done, or of the one under way: then it is over. */
export function trouble(turn: Turn, id: string | null, told: Trouble): void {
  if (id === null && turn.isLive && isWork(turn.step)) skip(turn);
  const sets = openSets(turn.state, turn.state.ex);
  const set = id === null ? sets.at(-1) : sets.find((one) => one.id === id);
  if (!set) return;
  Object.assign(set, told);
  turn.log([set]);
}

/** The athlete is through with the question. In a try-out the rest goes on to its end. */
export function answered(turn: Turn): void {
  if (turn.state.question?.kind === "exercise") turn.closeExercise();
}

/** Sets that ran while the device slept: done all the same, or to be done now. */
export function seen(turn: Turn, done: boolean): void {
  const { session, state } = turn;
  if (done) return turn.log(acceptUnseen(state));
  const gone = takeOutUnseen(state);
  const first = gone[0];
  if (!first) return;
  turn.drop(gone);
  if (state.endId) turn.effects.push({ type: "drop", id: state.endId });
  state.endId = null;
  if (!turn.isLive) state.status = "paused";
  const { steps } = programOf(session, { ...state, ex: first.ex });
  goTo(turn, first.ex, stepOfSet(steps, first));
}

export function feel(turn: Turn, felt: string): void {
  if (!turn.state.endId) return;
  turn.state.feel = felt;
  turn.closeExercise();
  turn.logSession(true);
}
