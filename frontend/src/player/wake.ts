// Keeps the screen on while a session runs; browsers let go of the lock whenever the page hides.

export class ScreenLock {
  #lock: WakeLockSentinel | undefined;
  #wanted = false;

  static get available(): boolean {
    return "wakeLock" in navigator;
  }

  constructor() {
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && this.#wanted) void this.#take();
    });
  }

  hold(): void {
    this.#wanted = true;
    void this.#take();
  }

  release(): void {
    this.#wanted = false;
    void this.#lock?.release();
    this.#lock = undefined;
  }

  async #take(): Promise<void> {
    if (!ScreenLock.available || (this.#lock && !this.#lock.released)) return;
    try {
      this.#lock = await navigator.wakeLock.request("screen");
      if (!this.#wanted) await this.#lock.release();
    } catch {
      this.#lock = undefined; // low battery or a policy: the clock stays exact without it
    }
  }
}

/** Android Chrome only; always beside a tone and a flash. */
export function buzz(pattern: number[]): void {
  try {
    navigator.vibrate?.(pattern);
  } catch {
    // Refused without a gesture.
  }
}
