// Which tones sound when, worked out ahead of time.
//
// Tones are handed to the audio clock before they are due: they stay exact where a hidden tab
// lets scripts run once a second or once a minute.
import type { HoldTone } from "../judge/tones";
import { isWork, type Session, type Step } from "./session";
import { exerciseAt, lengthMs, programOf, type State } from "./state";

export type ToneKind = "start" | "stop" | "switch" | "tick" | "ready-tick" | "rep" | "finish" | HoldTone;

export interface Tone {
  /** Epoch ms. */
  at: number;
  kind: ToneKind;
}

export interface ToneOptions {
  horizonMs: number;
  /** Where a voice counts, ticks would only blur it. */
  counting: boolean;
}

const WORK_TICKS = 5;
const READY_TICKS = 3;

/** Tones between now and the horizon, in time order; none while the session does not run. */
export function tonesAhead(session: Session, state: State, now: number, options: ToneOptions): Tone[] {
  if (state.status !== "running") return [];
  const tones: Tone[] = [];
  let begin = state.deadline - lengthMs(session, state);
  let extra = state.extraMs;
  for (const { step, following } of stepsFrom(session, state)) {
    if (begin > now + options.horizonMs) break;
    const end = begin + step.seconds * 1000 + extra;
    tones.push(...tonesOf(step, begin, end, options.counting), endTone(step, following, end));
    begin = end;
    extra = 0;
  }
  return tones.filter((tone) => tone.at >= now && tone.at <= now + options.horizonMs).sort((a, b) => a.at - b.at);
}

function* stepsFrom(session: Session, state: State): Generator<{ step: Step; following: Step | undefined }> {
  for (let ex = state.ex; ex < session.exercises.length; ex++) {
    const isOpen = exerciseAt(session, ex).tryout !== null; // what follows depends on an answer
    const { steps } = programOf(session, state, ex);
    const next = isOpen || ex + 1 >= session.exercises.length ? undefined : programOf(session, state, ex + 1).steps[0];
    for (let index = ex === state.ex ? state.step : 0; index < steps.length; index++) {
      const step = steps[index];
      if (step) yield { step, following: steps[index + 1] ?? next };
    }
    if (isOpen) return;
  }
}

function endTone(step: Step, following: Step | undefined, at: number): Tone {
  if (following && isWork(following)) return { at, kind: "start" };
  if (following?.kind === "switch") return { at, kind: "switch" };
  if (isWork(step)) return { at, kind: "stop" };
  return { at, kind: following ? "tick" : "finish" };
}

function tonesOf(step: Step, begin: number, end: number, counting: boolean): Tone[] {
  if (counting) return [];
  if (step.kind === "reps") return repTones(step, begin);
  const ticks = step.kind === "hold" ? WORK_TICKS : READY_TICKS;
  const kind: ToneKind = step.kind === "hold" ? "tick" : "ready-tick";
  return Array.from({ length: ticks }, (_, left) => ({ at: end - (left + 1) * 1000, kind })).filter(
    (tone) => tone.at > begin,
  );
}

function repTones(step: Step, begin: number): Tone[] {
  const repMs = (step.tempo_s[0] + step.tempo_s[1] + step.tempo_s[2]) * 1000;
  return Array.from({ length: Math.max((step.reps ?? 1) - 1, 0) }, (_, index) => ({
    at: begin + (index + 1) * repMs,
    kind: "rep" as const,
  }));
}
