// Whether this device is fast enough to judge with.

/** How long is looked before anything is judged. */
export const PROBE_MS = 2000;
/** Pictures a second. The engine is blind in a gap of more than 0.3 s; six clips with truth, thinned
 * to five a second give or take a fifth, gave hold times right within 0.33 s, as at fifteen within
 * 0.13 s (the slow sag 1.1 and 0.8 s). */
export const LEAST_FPS = 5;
/** The first pictures warm the network up and say nothing of its pace. */
const WARM_UP = 2;

export class Probe {
  #times: number[] = [];
  #begun = 0;

  /** Pictures a second that the device manages, by the middle one of those looked at. */
  get fps(): number {
    const sorted = this.#times.slice(WARM_UP).sort((a, b) => a - b);
    return 1000 / (sorted[Math.floor(sorted.length / 2)] ?? Infinity);
  }

  /** Takes how long a picture took and when it was done; the verdict once there is one. */
  take(tookMs: number, nowMs: number): "fast" | "slow" | null {
    this.#times.push(tookMs);
    if (this.#times.length <= WARM_UP) {
      this.#begun = nowMs;
      return null;
    }
    if (nowMs - this.#begun < PROBE_MS) return null;
    return this.fps >= LEAST_FPS ? "fast" : "slow";
  }
}
