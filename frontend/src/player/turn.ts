// One turn of the player: the session, where it stands, the moment, and what follows from it.
import type { Context, Effect } from "./actions";
import { closeSets, noteSet } from "./ledger";
import { nextLine } from "./lines";
import { isWork, type Session, type Step } from "./session";
import { lengthMs, remainingMs, stepAt, type DoneSet, type State } from "./state";

export class Turn {
  readonly effects: Effect[] = [];

  constructor(
    readonly context: Context,
    readonly state: State,
    readonly now: number,
  ) {}

  get session(): Session {
    return this.context.session;
  }

  get step(): Step {
    return stepAt(this.session, this.state);
  }

  get isLive(): boolean {
    return this.state.status === "running" || this.state.status === "paused";
  }

  get elapsedMs(): number {
    const left = remainingMs(this.state, this.now);
    return Math.max(lengthMs(this.session, this.state) - left, 0);
  }

  // --- what follows ---

  cue(kind: "start" | "stop" | "switch" | "finish"): void {
    this.effects.push({ type: "cue", kind });
  }

  /** The next line that is due. */
  speak(at: number): void {
    const line = nextLine(this.session, this.state, this.step, at, this.now);
    if (line !== undefined) this.effects.push({ type: "say", text: line, urgent: this.state.said === 1 });
  }

  speakIfRunning(): void {
    if (this.state.status === "running") this.speak(this.now);
  }

  log(sets: readonly DoneSet[]): void {
    for (const set of sets) this.effects.push({ type: "set", set });
  }

  drop(sets: readonly DoneSet[]): void {
    for (const set of sets) this.effects.push({ type: "drop", id: set.id });
  }

  logSession(closed: boolean): void {
    const { state } = this;
    if (!state.endId) return;
    const how = state.status === "stopped" ? "stopped" : "done";
    this.effects.push({ type: "session", id: state.endId, state: how, feel: state.feel, closed });
  }

  /** The work under way is over: as much of it as was done. */
  note(elapsedMs: number, at: number, unseen: boolean): void {
    const set = noteSet(this.state, { id: this.context.newId(), step: this.step, elapsedMs, at, unseen });
    this.effects.push({ type: "set", set });
  }

  /** The same, where less than a second was no set at all. */
  noteIfBegun(): void {
    if (isWork(this.step) && this.elapsedMs >= 1000) this.note(this.elapsedMs, this.now, false);
  }

  closeExercise(): void {
    this.log(closeSets(this.state));
  }
}
