// Moving a run or a session, and the way back.
import { Refused, send } from "./api";

export interface Moved {
  /** False when the spacing rules forbid it: `sentences` say why, and nothing changed. */
  done: boolean;
  sentences: string[];
  undo: () => Promise<unknown>;
}

interface PlanChange {
  changes: { text: string; session_id: string }[];
}

interface SessionMoved {
  moved: boolean;
  reasons: { text: string }[];
  change: PlanChange | null;
}

const nothing = (): Promise<void> => Promise.resolve();

function sessionAddress(id: string): string {
  return `/api/sessions/${encodeURIComponent(id)}`;
}

export async function moveSession(id: string, from: string, to: string, wasPinned: boolean): Promise<Moved> {
  const address = sessionAddress(id);
  const answer = await send<SessionMoved>("POST", `${address}/move`, { start: to });
  if (!answer.moved) return { done: false, sentences: answer.reasons.map((reason) => reason.text), undo: nothing };
  // The moved session itself is known; what is worth telling is what followed.
  const others = (answer.change?.changes ?? []).filter((change) => change.session_id !== id);
  // Letting go of the pin alone would leave it here: the planner prefers what stands.
  const undo = async (): Promise<void> => {
    const back = await send<SessionMoved>("POST", `${address}/move`, { start: from });
    if (!back.moved) throw new Refused(back.reasons.map((reason) => reason.text).join(" "));
    if (!wasPinned) await send("DELETE", `${address}/pin`);
  };
  return { done: true, sentences: others.map((change) => change.text), undo };
}

export async function moveRun(id: string, from: string, to: string): Promise<Moved> {
  const address = `/api/runs/${encodeURIComponent(id)}`;
  const { change } = await send<{ change: PlanChange | null }>("PATCH", address, { start: to });
  const undo = (): Promise<unknown> => send("PATCH", address, { start: from });
  return { done: true, sentences: (change?.changes ?? []).map((one) => one.text), undo };
}
