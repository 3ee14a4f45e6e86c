// Plays a session in the tests: no clock, no screen.
import type { Action, Effect } from "./actions";
import { reduce } from "./machine";
import { sample } from "./sample";
import type { Session } from "./session";
import { freshState, stepAt, type State } from "./state";

export const T0 = Date.UTC(2026, 10, 23, 17, 30);

/** Plays a session on a clock that only moves when told to. */
export class Play {
  now = T0;
  state: State;
  effects: Effect[] = [];
  private ids = 0;

  constructor(readonly session: Session = sample()) {
    this.state = freshState(session);
  }

  do(action: Action): this {
    const outcome = reduce({ session: this.session, newId: () => `id-${++this.ids}` }, this.state, action, this.now);
    this.state = outcome.state;
    this.effects.push(...outcome.effects);
    return this;
  }

  /** Let time pass, looking every `everyMs` (a tab's ticks). */
  pass(seconds: number, everyMs = 100): this {
    const end = this.now + seconds * 1000;
    while (this.now < end) {
      this.now = Math.min(this.now + everyMs, end);
      this.do({ type: "tick" });
    }
    return this;
  }

  where(): string {
    const step = stepAt(this.session, this.state);
    return `${step.exercise_id} ${step.kind} ${step.side} ${step.set_number}`;
  }

  said(): string[] {
    return this.effects.flatMap((effect) => (effect.type === "say" ? [effect.text] : []));
  }
}
