// What can happen to a session, what follows from it, and the few waits that are the player's own.
import type { Judged } from "../judge/wire";
import type { Side, Session } from "./session";
import type { DoneSet } from "./state";
import type { Trouble } from "./trouble";

/** Counted back in before work goes on after a pause. */
export const LEAD_MS = 3000;
/** Longer than this without a sign of life and the session waits where it was last seen. */
export const AWAY_MS = 15 * 60_000;
/** A set that ran whole within a gap this long was not seen by anyone. */
export const UNSEEN_MS = 10_000;
export const ADD_MS = 10_000;
/** A step restarted rather than the one before, when this much of it has passed. */
export const BACK_MS = 2000;
/** A try-out waits this much longer, once, for its answer. */
export const TRYOUT_WAIT_MS = 30_000;

export type Action =
  | { type: "start" }
  | { type: "tick" }
  | { type: "pause" }
  | { type: "resume" }
  | { type: "skip" }
  | { type: "back" }
  | { type: "add" }
  | { type: "swap"; id: string | null }
  | { type: "answer"; reserve?: number | null; rpe?: number | null }
  | { type: "adjust"; setId: string; done: number }
  | { type: "trouble"; setId: string | null; told: Trouble }
  | { type: "judged"; setId: string; judged: Judged }
  | { type: "leave" }
  | { type: "answered" }
  | { type: "seen"; done: boolean }
  | { type: "feel"; feel: string }
  | { type: "stop" };

export type Effect =
  | { type: "say"; text: string; urgent: boolean }
  | { type: "lead"; side: Side }
  | { type: "cue"; kind: "start" | "stop" | "switch" | "finish" }
  | { type: "set"; set: DoneSet }
  | { type: "drop"; id: string }
  | { type: "tryout"; family: string; exerciseId: string; rpe: number; settled: boolean }
  | { type: "session"; id: string; state: "done" | "stopped"; feel: string | null; closed: boolean };

export interface Context {
  session: Session;
  newId: () => string;
}
