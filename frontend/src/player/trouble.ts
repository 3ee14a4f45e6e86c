// What was off in a set: what ended it, how much it hurt. Nobody has to answer.
import type { DoneSet, State } from "./state";

export type Ended = "form" | "cramp" | "pain";

/** Pain above this ends an exercise (pain-monitoring model, Silbernagel 2007; certainty M). */
export const STOP_ABOVE = 5;

export interface Trouble {
  ended: Ended | null;
  /** 0-10, only where pain ended it. */
  pain: number | null;
  /** A sharp pain, or something popped. */
  sharp: boolean;
}

export const NO_TROUBLE: Trouble = { ended: null, pain: null, sharp: false };

export function troubleOf({ ended, pain, sharp }: Trouble): Trouble {
  return { ended, pain, sharp };
}

/** True when the exercise is over for today, whatever is left of it. */
export function saysStop({ pain, sharp }: Trouble): boolean {
  return sharp || (pain ?? 0) > STOP_ABOVE;
}

export function endedEarly(set: DoneSet): boolean {
  return set.done < set.planned;
}

/** Sets of an exercise that may still be told about. */
export function openSets(state: State, ex: number): DoneSet[] {
  return state.sets.filter((set) => set.ex === ex && !set.closed && !set.unseen);
}

/** The set that an answer is about: the one already told of, the last that ended early, the last. */
export function setInQuestion(sets: readonly DoneSet[]): DoneSet | undefined {
  const told = sets.filter((set) => set.ended !== null);
  return told.at(-1) ?? sets.filter(endedEarly).at(-1) ?? sets.at(-1);
}
