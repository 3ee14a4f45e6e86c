// Where a run or a session may go, as the server says: each start with the rule against it.
import { fetchJson } from "./api";

export interface Target {
  /** ISO 8601 with an offset. */
  start: string;
  /** The rule against it; empty where it may go. */
  why: string;
  /** What it would push away. */
  note: string;
}

/** For the weeks that `surface` shows, from its first Monday on. */
export async function targetsOf(item: HTMLElement, surface: HTMLElement): Promise<Target[]> {
  const { sessionId, runId } = item.dataset;
  const { monday = "", weeks = "1" } = surface.dataset;
  const query = new URLSearchParams({ monday, weeks, ...(sessionId ? { session: sessionId } : { run: runId ?? "" }) });
  return (await fetchJson<{ targets: Target[] }>(`/plan/targets?${query}`)).targets;
}
