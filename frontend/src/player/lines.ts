// Which spoken line is due.
import type { Step } from "./session";
import { lengthMs, type State } from "./state";
import type { Session } from "./session";

/** A line later than this is left out: better silent than wrong. */
export const STALE_MS = 1500;
/** Lines within this distance of a step's end move with the end when time is added. */
const END_LINES_S = 8;

function isEndLine(atS: number, step: Step): boolean {
  return step.seconds - atS <= END_LINES_S && atS > 0;
}

function dueMs(step: Step, index: number, extraMs: number): number {
  const line = step.say[index];
  if (!line) return Infinity;
  return line.at_s * 1000 + (isEndLine(line.at_s, step) ? extraMs : 0);
}

/**
 * The newest line due at the moment `at`, or undefined; moves `state.said` past all that are due.
 *
 * Older ones are dropped, and so is a line that is late by more than `STALE_MS` at `now`.
 */
export function nextLine(session: Session, state: State, step: Step, at: number, now: number): string | undefined {
  const begun = state.deadline - lengthMs(session, state);
  let newest = -1;
  while (begun + dueMs(step, state.said, state.extraMs) <= at) {
    newest = state.said;
    state.said += 1;
  }
  if (newest < 0 || now - (begun + dueMs(step, newest, state.extraMs)) > STALE_MS) return undefined;
  return step.say[newest]?.text;
}

/** After time was added: lines at the end that were said too early are due again. */
export function unsayEndLines(state: State, step: Step, elapsedMs: number): void {
  while (state.said > 0) {
    const line = step.say[state.said - 1];
    if (!line || !isEndLine(line.at_s, step) || dueMs(step, state.said - 1, state.extraMs) <= elapsedMs) return;
    state.said -= 1;
  }
}
