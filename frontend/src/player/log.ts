// From what the machine says was done to events in the outbox.
import type { Outbox } from "../kit/outbox";
import { newId } from "../kit/uuid";
import type { Effect } from "./actions";
import type { DoneSet, State } from "./state";

/** How long an answer may still be added, should this page never come back. */
const PATIENCE_MS = 30 * 60_000;

export class EventLog {
  constructor(
    private readonly outbox: Outbox,
    private readonly sessionId: string,
  ) {}

  /** Write the effect down. True when something may leave now. */
  take(effect: Effect, now: number): boolean {
    switch (effect.type) {
      case "set":
        return this.#set(effect.set, now);
      case "session":
        return this.#session(effect, now);
      case "tryout":
        void this.outbox.add("tryout", this.#data({ family: effect.family, exercise_id: effect.exerciseId, rpe: effect.rpe, settled: effect.settled }), { at: now, id: newId() });
        return true;
      case "drop":
        this.outbox.held.delete(effect.id);
        void this.outbox.withdraw(effect.id);
        return false;
      default:
        return false;
    }
  }

  /** After a reload: what was done and has not been stored with its answer. */
  takeAll(state: State, now: number): void {
    for (const set of state.sets) if (!set.closed) this.#set(set, now);
  }

  #data(data: Record<string, unknown>): Record<string, unknown> {
    return { session_id: this.sessionId, ...data };
  }

  #hold(id: string, closed: boolean): void {
    if (closed) this.outbox.held.delete(id);
    else this.outbox.held.add(id);
  }

  #set(set: DoneSet, now: number): boolean {
    this.#hold(set.id, set.closed);
    const data = this.#data({
      exercise_id: set.exerciseId,
      side: set.side,
      set_number: set.setNumber,
      [set.unit]: set.done,
      planned: set.planned,
      reserve: set.reserve,
      rpe: set.rpe,
      ended: set.ended,
      pain: set.pain,
      sharp: set.sharp || null,
      area: set.area,
      judged: set.judged ?? null,
      skipped: set.done === 0 && set.ended === null,
    });
    void this.outbox.add("set", data, { id: set.id, at: set.at, sendAfter: set.closed ? 0 : now + PATIENCE_MS });
    return set.closed;
  }

  #session(effect: Extract<Effect, { type: "session" }>, now: number): boolean {
    this.#hold(effect.id, effect.closed);
    const data = this.#data({ state: effect.state, rpe: null, feel: effect.feel });
    void this.outbox.add("session", data, { id: effect.id, at: now, sendAfter: effect.closed ? 0 : now + PATIENCE_MS });
    return effect.closed;
  }
}
