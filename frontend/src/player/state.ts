// Where a session stands. Plain JSON, so that it survives a reload, a crash, an empty battery.
import type { Judged } from "../judge/wire";
import { artOf, type Art } from "./art";
import { figureOf, isWork, type Counts, type Exercise, type Session, type Side, type Step } from "./session";
import { NO_TROUBLE, troubleOf, type Ended } from "./trouble";
import type { Try } from "./tryout";

export type Status = "waiting" | "running" | "paused" | "done" | "stopped";

/** One set as it was done; becomes one event of the log. */
export interface DoneSet {
  id: string;
  at: number;
  ex: number;
  exerciseId: string;
  side: Side;
  setNumber: number;
  unit: "hold_s" | "reps";
  planned: number;
  done: number;
  reserve: number | null;
  rpe: number | null;
  /** What ended it before its time; pain 0-10, whether it was sharp or popped, and where. */
  ended: Ended | null;
  pain: number | null;
  sharp: boolean;
  area: string | null;
  /** What a camera saw of it, where one was on. */
  judged?: Judged;
  /** True until the athlete says whether a set that ran while the device slept was done. */
  unseen: boolean;
  /** True once its event may leave. */
  closed: boolean;
}

/** What is asked about an exercise while the rest runs. */
export interface Question {
  ex: number;
  kind: "exercise" | "tryout";
  reserve: number | null;
  rpe: number | null;
}

export interface State {
  version: 1;
  sessionId: string;
  status: Status;
  ex: number;
  step: number;
  /** Epoch ms at which the running step ends. The only clock there is. */
  deadline: number;
  /** Epoch ms until which the athlete is counted back in before the step goes on. */
  leadUntil: number;
  /** Ms left of the step while it does not run. */
  leftMs: number;
  /** Ms the athlete added to the step. */
  extraMs: number;
  /** Index of the first line of the step that has not been said. */
  said: number;
  /** Exercise index -> id of the stand-in. */
  swaps: Record<number, string>;
  rung: number | null;
  tries: Try[];
  question: Question | null;
  sets: DoneSet[];
  startedAt: number | null;
  endId: string | null;
  feel: string | null;
  /** Epoch ms at which the session was last seen alive. */
  seenAt: number;
}

export interface Program {
  id: string;
  name: string;
  art: Art;
  steps: readonly Step[];
  /** Where pain in it is looked for, the likeliest first. */
  areas: readonly string[];
  /** What a camera can count of it. */
  judged: Counts | null;
  /** Whether a phone on the pelvis can judge it. */
  hips: boolean;
}

export function freshState(session: Session): State {
  const state: State = {
    version: 1,
    sessionId: session.id,
    status: "waiting",
    ex: 0,
    step: 0,
    deadline: 0,
    leadUntil: 0,
    leftMs: 0,
    extraMs: 0,
    said: 0,
    swaps: {},
    rung: session.exercises[0]?.tryout?.start ?? null,
    tries: [],
    question: null,
    sets: [],
    startedAt: null,
    endId: null,
    feel: null,
    seenAt: 0,
  };
  return { ...state, leftMs: lengthMs(session, state) };
}

export function exerciseAt(session: Session, ex: number): Exercise {
  const exercise = session.exercises[ex];
  if (!exercise) throw new RangeError(`The session has no exercise ${ex}.`);
  return exercise;
}

/** What is really played for an exercise: itself, its stand-in, or a rung of its try-out. */
export function programOf(session: Session, state: State, ex = state.ex): Program {
  const exercise = exerciseAt(session, ex);
  const swap = exercise.swap.find((one) => one.id === state.swaps[ex]);
  if (swap) return { id: swap.id, name: swap.name, art: artOf(swap, figureOf(exercise, swap.id)), steps: swap.steps, areas: swap.areas ?? [], judged: swap.judged ?? null, hips: swap.hips ?? false };
  const wanted = ex === state.ex ? state.rung : null;
  const rung = exercise.tryout?.rungs[wanted ?? exercise.tryout.start];
  if (rung) return { id: rung.id, name: rung.name, art: artOf(rung, figureOf(exercise, rung.id)), steps: rung.steps, areas: rung.areas ?? [], judged: rung.judged ?? null, hips: rung.hips ?? false };
  return { id: exercise.id, name: exercise.name, art: artOf(exercise, exercise.figure), steps: exercise.steps, areas: exercise.areas ?? [], judged: exercise.judged ?? null, hips: exercise.hips ?? false };
}

/** True while the exercise is a try-out (and no stand-in has been chosen for it). */
export function isTryout(session: Session, state: State): boolean {
  return exerciseAt(session, state.ex).tryout !== null && state.swaps[state.ex] === undefined;
}

export function stepAt(session: Session, state: State): Step {
  const step = programOf(session, state).steps[state.step];
  if (!step) throw new RangeError(`Exercise ${state.ex} has no step ${state.step}.`);
  return step;
}

export function lengthMs(session: Session, state: State): number {
  return stepAt(session, state).seconds * 1000 + state.extraMs;
}

/** Ms of the step still to do; it stands still while the athlete is counted back in. */
export function remainingMs(state: State, now: number): number {
  return state.status === "running" ? state.deadline - Math.max(now, state.leadUntil) : state.leftMs;
}

export function hasWorkAfter(steps: readonly Step[], index: number): boolean {
  return steps.slice(index + 1).some(isWork);
}

/** True for a state that a reload may go on from. */
export function isResumable(value: unknown, session: Session): value is State {
  if (typeof value !== "object" || value === null) return false;
  const state = value as Partial<State>;
  if (state.version !== 1 || state.sessionId !== session.id) return false;
  if (state.status !== "running" && state.status !== "paused") return false;
  try {
    stepAt(session, state as State);
    return true;
  } catch {
    return false; // the session has changed since
  }
}

export function endedEarly(set: DoneSet): boolean {
  return set.done < set.planned;
}

/** Sets of an exercise that may still be told about. */
export function openSets(state: State, ex: number): DoneSet[] {
  return state.sets.filter((set) => set.ex === ex && !set.closed && !set.unseen);
}

/** The set that an answer is about: the one already told of, the last that ended early, the last. */
export function setInQuestion(sets: readonly DoneSet[]): DoneSet | undefined {
  const told = sets.filter((set) => set.ended !== null);
  return told.at(-1) ?? sets.filter(endedEarly).at(-1) ?? sets.at(-1);
}

/** A saved session put down where it was last seen, ready to go on. */
export function restore(session: Session, saved: State): State {
  const state = structuredClone(saved);
  // A session begun with an older player knows nothing of trouble.
  state.sets = state.sets.map((set) => ({ ...set, ...NO_TROUBLE, ...(set.ended ? troubleOf(set) : {}) }));
  if (state.status === "running") {
    const left = Math.max(remainingMs(state, state.seenAt), 0);
    state.leftMs = Math.min(left, lengthMs(session, state));
    state.status = "paused";
  }
  return state;
}

/** Where the set before this moment is done; the session's beginning when there is none. */
export function workBefore(session: Session, state: State): { ex: number; step: number } {
  for (let ex = state.ex; ex >= 0; ex--) {
    const { steps } = programOf(session, state, ex);
    for (let step = ex === state.ex ? state.step - 1 : steps.length - 1; step >= 0; step--) {
      const found = steps[step];
      if (found && isWork(found)) return { ex, step };
    }
  }
  return { ex: 0, step: 0 };
}
