// The phone's motion sensors: permission, and readings a few at a time.
import type { Reading } from "./wire";

export type Numb = "insecure" | "denied" | "no-sensor";

/** Sensors that are there tell something within this. */
const PATIENCE_MS = 1500;
/** Readings go out together, so that a message costs little. */
const TOGETHER_MS = 50;

interface Asking {
  requestPermission?: () => Promise<PermissionState>;
}

/** Why nothing is felt here. */
export class NoMotion extends Error {
  constructor(readonly why: Numb) {
    super(why);
  }
}

/** Call within a tap, before anything is waited for: iOS asks only then. */
export function askMotion(): Promise<boolean> {
  const asking = (globalThis as { DeviceMotionEvent?: Asking }).DeviceMotionEvent;
  if (!asking?.requestPermission) return Promise.resolve(true);
  return asking.requestPermission().then(
    (answer) => answer === "granted",
    () => false,
  );
}

/** A reading of an event; null where it tells of nothing, as on devices without sensors. */
export function readingOf(event: DeviceMotionEvent, lastS: number): Reading | null {
  const { x, y, z } = event.accelerationIncludingGravity ?? {};
  if (x == null || y == null || z == null) return null;
  const { alpha, beta, gamma } = event.rotationRate ?? {};
  // About x, y and z, in this order, in every browser (w3c/deviceorientation, issue 44).
  const rate = alpha == null || beta == null || gamma == null ? null : ([alpha, beta, gamma] as const);
  return { timeS: Math.max(lastS, event.timeStamp / 1000), up: [x, y, z], rate };
}

export class Motion {
  /** Whether readings are handed on now. */
  feeling = false;
  #readings: Reading[] = [];
  #lastS = 0;
  #sentMs = 0;
  #found: (() => void) | undefined;

  constructor(private readonly onReadings: (readings: readonly Reading[]) => void) {}

  /** Throws NoMotion. `allowed` is what `askMotion` answers. */
  async open(allowed: Promise<boolean>): Promise<void> {
    if (!window.isSecureContext || !("DeviceMotionEvent" in window)) throw new NoMotion("insecure");
    if (!(await allowed)) throw new NoMotion("denied");
    window.addEventListener("devicemotion", this.#take);
    const found = await new Promise<boolean>((resolve) => {
      this.#found = () => resolve(true);
      setTimeout(() => resolve(false), PATIENCE_MS);
    });
    if (found) return;
    this.close();
    throw new NoMotion("no-sensor");
  }

  close(): void {
    window.removeEventListener("devicemotion", this.#take);
  }

  readonly #take = (event: DeviceMotionEvent): void => {
    const reading = readingOf(event, this.#lastS);
    if (!reading) return;
    this.#found?.();
    this.#lastS = reading.timeS;
    if (!this.feeling) return;
    this.#readings.push(reading);
    const nowMs = performance.now();
    if (nowMs - this.#sentMs < TOGETHER_MS) return;
    this.#sentMs = nowMs;
    this.onReadings(this.#readings);
    this.#readings = [];
  };
}
