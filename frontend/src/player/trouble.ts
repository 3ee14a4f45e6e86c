// What was off in a set: what ended it, how much it hurt. Nobody has to answer.
export type Ended = "form" | "cramp" | "pain";

/** Pain above this ends an exercise (pain-monitoring model, Silbernagel 2007; certainty M). */
export const STOP_ABOVE = 5;

export interface Trouble {
  ended: Ended | null;
  /** 0-10, only where pain ended it. */
  pain: number | null;
  /** A sharp pain, or something popped. */
  sharp: boolean;
  /** Where it hurt, as "knee" or "left-knee"; null where the exercise works. */
  area: string | null;
}

export const NO_TROUBLE: Trouble = { ended: null, pain: null, sharp: false, area: null };

export function troubleOf({ ended, pain, sharp, area }: Trouble): Trouble {
  return { ended, pain, sharp, area: area ?? null };
}

/** True when the exercise is over for today, whatever is left of it. */
export function saysStop({ pain, sharp }: Trouble): boolean {
  return sharp || (pain ?? 0) > STOP_ABOVE;
}
