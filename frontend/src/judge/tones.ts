// What is heard of a hold that nobody looks at: a tone of its own for each thing that is lost.
import type { Told, Verdict } from "./wire";

export type HoldTone = "lost-up" | "lost-level" | "lost-still" | "good-again";

const TONES: readonly [string, HoldTone][] = [
  ["up", "lost-up"],
  ["level", "lost-level"],
  ["still", "lost-still"],
];
/** As long as it stays lost, it is heard again after so long. */
const AGAIN_MS = 3000;

export class HoldTones {
  #lost: HoldTone | null = null;
  #soundedMs = -Infinity;

  /** The tone for this moment, the most important first; null for silence. */
  take(told: Told, nowMs: number): HoldTone | null {
    const lost = told.stage === "active" && !told.abstaining ? lostNow(told.verdicts) : null;
    const before = this.#lost;
    this.#lost = lost;
    if (!lost) return before && told.stage === "active" && !told.abstaining ? "good-again" : null;
    if (lost === before && nowMs - this.#soundedMs < AGAIN_MS) return null;
    this.#soundedMs = nowMs;
    return lost;
  }
}

function lostNow(verdicts: Readonly<Record<string, Verdict>>): HoldTone | null {
  return TONES.find(([criterion]) => verdicts[criterion] === "lost")?.[1] ?? null;
}
