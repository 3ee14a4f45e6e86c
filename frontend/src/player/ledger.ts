// What was done, set by set, until its event leaves. Functions change the state they are given.
import type { Step } from "./session";
import { isWork } from "./session";
import type { DoneSet, State } from "./state";
import { NO_TROUBLE } from "./trouble";

/** How much of a step was done: whole seconds held, or whole reps at the step's tempo. */
export function amountDone(step: Step, elapsedMs: number): number {
  if (step.kind === "hold") return Math.round(elapsedMs / 1000);
  const rep = step.tempo_s[0] + step.tempo_s[1] + step.tempo_s[2];
  return Math.min(Math.floor(elapsedMs / 1000 / rep + 1e-6), step.reps ?? 0);
}

export interface Noted {
  id: string;
  step: Step;
  elapsedMs: number;
  at: number;
  unseen: boolean;
}

export function noteSet(state: State, { id, step, elapsedMs, at, unseen }: Noted): DoneSet {
  const set: DoneSet = {
    id,
    at,
    ex: state.ex,
    exerciseId: step.exercise_id,
    side: step.side,
    setNumber: step.set_number,
    unit: step.kind === "hold" ? "hold_s" : "reps",
    planned: step.kind === "hold" ? step.seconds : (step.reps ?? 0),
    done: amountDone(step, elapsedMs),
    reserve: null,
    rpe: null,
    ...NO_TROUBLE,
    unseen,
    closed: false,
  };
  state.sets.push(set);
  return set;
}

/** Close what is open, with the answer on the last set of each side. Returns what may leave. */
export function closeSets(state: State): DoneSet[] {
  const open = state.sets.filter((set) => !set.closed && !set.unseen);
  const { question } = state;
  for (const set of open) {
    const isLast = !open.some((other) => other.side === set.side && other.at > set.at);
    if (question && isLast && set.ex === question.ex) {
      set.reserve = question.reserve;
      set.rpe = question.rpe;
    }
    set.closed = true;
  }
  state.question = null;
  return open;
}

/** Take out the sets that `keep` refuses; returns them. */
function takeOut(state: State, keep: (set: DoneSet) => boolean): DoneSet[] {
  const gone = state.sets.filter((set) => !keep(set));
  state.sets = state.sets.filter(keep);
  return gone;
}

/** A set that is done again replaces its first try, as long as that has not left. */
export function takeOutSame(state: State, step: Step): DoneSet[] {
  return takeOut(
    state,
    (set) =>
      set.closed ||
      set.ex !== state.ex ||
      set.exerciseId !== step.exercise_id ||
      set.side !== step.side ||
      set.setNumber !== step.set_number,
  );
}

export function takeOutUnseen(state: State): DoneSet[] {
  return takeOut(state, (set) => !set.unseen);
}

/** The athlete did them after all. Returns those whose exercise is over and that may leave. */
export function acceptUnseen(state: State): DoneSet[] {
  const unseen = state.sets.filter((set) => set.unseen);
  for (const set of unseen) set.unseen = false;
  const over = unseen.filter((set) => set.ex !== state.ex);
  for (const set of over) set.closed = true;
  return over;
}

/** The step in which a set is done; the first work step when the session no longer has it. */
export function stepOfSet(steps: readonly Step[], set: DoneSet): number {
  const index = steps.findIndex(
    (step) => isWork(step) && step.side === set.side && step.set_number === set.setNumber,
  );
  return index >= 0 ? index : Math.max(steps.findIndex(isWork), 0);
}
