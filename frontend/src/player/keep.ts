// The session in progress, kept so that a reload, a crash or an empty battery costs nothing.
import { openShelf, type Shelf } from "../kit/database";
import type { Session } from "./session";
import type { State } from "./state";

const key = (sessionId: string): string => `hamstrong.playing/${sessionId}`;

export class Keeper {
  private constructor(
    private readonly states: Shelf<State>,
    private readonly sessions: Shelf<Session>,
  ) {}

  static async open(): Promise<Keeper> {
    return new Keeper(await openShelf<State>("player"), await openShelf<Session>("sessions"));
  }

  /** localStorage first: it is written before this returns, even if the page dies right after. */
  save(state: State): void {
    try {
      localStorage.setItem(key(state.sessionId), JSON.stringify(state));
    } catch {
      // Full or blocked: IndexedDB below still has it.
    }
    void this.states.put(state.sessionId, state).catch(() => undefined);
  }

  /** The newest of the two copies, whatever it is; the caller checks it. */
  async load(sessionId: string): Promise<unknown> {
    const stored = await this.states.get(sessionId).catch(() => undefined);
    const quick = this.#quick(sessionId);
    if (!stored || !quick) return stored ?? quick;
    return quick.seenAt >= stored.seenAt ? quick : stored;
  }

  #quick(sessionId: string): State | undefined {
    try {
      const saved = localStorage.getItem(key(sessionId));
      return saved === null ? undefined : (JSON.parse(saved) as State);
    } catch {
      return undefined;
    }
  }

  forget(sessionId: string): void {
    try {
      localStorage.removeItem(key(sessionId));
    } catch {
      // Blocked storage holds nothing either.
    }
    void this.states.delete(sessionId).catch(() => undefined);
  }

  rememberSession(session: Session): Promise<void> {
    return this.sessions.put(session.id, session).catch(() => undefined);
  }

  session(id: string): Promise<Session | undefined> {
    return this.sessions.get(id).catch(() => undefined);
  }
}
