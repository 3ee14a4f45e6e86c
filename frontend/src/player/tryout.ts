// Which rung comes next in a try-out. Every number is the server's.
import type { Tryout } from "./session";

export interface Try {
  rung: number;
  rpe: number;
}

export interface Verdict {
  rung: number;
  settled: boolean;
}

/** The rung to try next, or the one the athlete has settled on. `tries` is not empty. */
export function judge(tryout: Tryout, tries: readonly Try[]): Verdict {
  const last = tries[tries.length - 1];
  if (!last) return { rung: tryout.start, settled: false };
  const wanted = last.rung + direction(tryout, last.rpe);
  if (wanted === last.rung) return { rung: last.rung, settled: true };
  if (wanted < 0 || wanted >= tryout.rungs.length) return { rung: last.rung, settled: true };
  // Turning back on to a rung already held: below is known to be possible, so it is the one.
  if (tries.some((one) => one.rung === wanted)) return { rung: Math.min(wanted, last.rung), settled: true };
  if (tries.length < tryout.max_tries) return { rung: wanted, settled: false };
  // Out of tries: never settle on a harder rung that was not held.
  return { rung: Math.min(wanted, last.rung), settled: true };
}

function direction(tryout: Tryout, rpe: number): -1 | 0 | 1 {
  if (rpe <= tryout.easy_rpe) return 1;
  return rpe >= tryout.hard_rpe ? -1 : 0;
}
