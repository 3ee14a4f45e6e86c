// What the screen shows at a moment, as plain values.
import type { Art } from "./art";
import { isWork, type Session, type Side, type Step, type StepKind } from "./session";
import { lengthMs, programOf, remainingMs, stepAt, type State, endedEarly, openSets } from "./state";

export interface View {
  kind: StepKind | "lead";
  side: Side;
  name: string;
  art: Art;
  /** Seconds left, or the rep under way. */
  digits: string;
  /** What is left of the step, 1 at its start and 0 at its end. */
  left: number;
  setNumber: number;
  sets: number;
  /** True for a set that one side does alone, after the others. */
  extra: boolean;
  /** Of reps: which way the body moves now. */
  tempo: "down" | "pause" | "up" | null;
  reps: number | null;
  next: Next | null;
  /** True when "something was off" can be said. */
  offers: boolean;
}

export interface Next {
  kind: StepKind;
  name: string;
  side: Side;
  seconds: number;
  reps: number | null;
  setNumber: number;
  sets: number;
  extra: boolean;
  art: Art;
}

export function view(session: Session, state: State, now: number): View {
  const step = stepAt(session, state);
  const program = programOf(session, state);
  const length = lengthMs(session, state);
  const leads = state.status === "running" && now < state.leadUntil;
  const left = Math.min(Math.max(remainingMs(state, now), 0), length);
  const next = nextWork(session, state);
  const rep = step.kind === "reps" && !leads ? repAt(step, length - left) : null;
  return {
    kind: leads ? "lead" : step.kind,
    // A rest already is about what comes: name, picture, set, and so the side.
    side: step.kind === "rest" && next ? next.side : step.side,
    name: program.name,
    art: program.art,
    digits: rep ? String(rep.number) : clock(leads ? state.leadUntil - now : left),
    left: left / length,
    setNumber: step.set_number,
    sets: step.sets,
    extra: isExtra(program.steps, step),
    tempo: rep ? rep.tempo : null,
    reps: step.reps,
    next,
    offers: offersTrouble(state, step, length - left),
  };
}

/** A set that has one side where the exercise has two: the first side's set more. */
export function isExtra(steps: readonly Step[], step: Step): boolean {
  const work = steps.filter(isWork);
  const sides = (of: readonly Step[]): number => new Set(of.map((one) => one.side)).size;
  return sides(work) > 1 && sides(work.filter((one) => one.set_number === step.set_number)) === 1;
}

/** While paused, or after a set that ended early: never in the way of one that goes well. */
function offersTrouble(state: State, step: Step, elapsedMs: number): boolean {
  if (state.question !== null) return false;
  const last = openSets(state, state.ex).at(-1);
  if (state.status === "paused") return last !== undefined || (isWork(step) && elapsedMs >= 1000);
  return !isWork(step) && last !== undefined && endedEarly(last);
}

/** "27" under a hundred seconds, "1:45" above: whole seconds, counted so that the last shows 1. */
export function clock(ms: number): string {
  const seconds = Math.ceil(Math.max(ms, 0) / 1000 - 1e-6);
  if (seconds < 100) return String(seconds);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function repAt(step: Step, elapsedMs: number): { number: number; tempo: "down" | "pause" | "up" } {
  const [down, pause, up] = step.tempo_s;
  const elapsed = elapsedMs / 1000;
  const number = Math.min(Math.floor(elapsed / (down + pause + up) + 1e-6) + 1, step.reps ?? 1);
  const within = elapsed - (number - 1) * (down + pause + up);
  if (within < down) return { number, tempo: "down" };
  return { number, tempo: within < down + pause ? "pause" : "up" };
}

/** The next set after the current step, across exercises. */
export function nextWork(session: Session, state: State): Next | null {
  for (let ex = state.ex; ex < session.exercises.length; ex++) {
    const program = programOf(session, state, ex);
    const from = ex === state.ex ? state.step + 1 : 0;
    const step = program.steps.slice(from).find(isWork);
    if (step) {
      return {
        kind: step.kind,
        name: program.name,
        side: step.side,
        seconds: step.seconds,
        reps: step.reps,
        setNumber: step.set_number,
        sets: step.sets,
        extra: isExtra(program.steps, step),
        art: program.art,
      };
    }
  }
  return null;
}
