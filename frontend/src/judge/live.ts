// One camera session: eyes, probe, and a judge for each set. Made when the camera is switched on.
import { Eyes, NoEyes, type Blind } from "./eyes";
import { Link, type Hears } from "./link";
import { Probe } from "./pace";
import type { Judged, Seen, Told, Wish } from "./wire";

export type Status = "starting" | "probing" | "watching" | "slow" | "offline" | "no-sensor" | Blind;

/** What judges sets, by whatever sense. */
export interface Judges {
  readonly status: Status;
  readonly isOpen: boolean;
  readonly fps: number;
  open(): Promise<void>;
  close(): void;
  watch(wish: Wish | null): void;
  pause(paused: boolean): void;
  finish(): Promise<Judged | null>;
}

export interface Reports {
  status(status: Status): void;
  seen(seen: Seen): void;
  told(told: Told): void;
}

export class Live implements Judges, Hears {
  readonly eyes: Eyes;
  readonly #probe = new Probe();
  #status: Status = "starting";
  #link: Link | undefined;
  #paused = false;

  constructor(private readonly reports: Reports) {
    this.eyes = new Eyes(
      (seen, tookMs) => this.#take(seen, tookMs),
      () => this.#be("failed"),
    );
  }

  get status(): Status {
    return this.#status;
  }

  /** Pictures a second, as the probe found. */
  get fps(): number {
    return this.#probe.fps;
  }

  async open(): Promise<void> {
    try {
      await this.eyes.open();
      this.#be("probing");
    } catch (error) {
      this.#be(error instanceof NoEyes ? error.why : "failed");
    }
  }

  close(): void {
    this.#link?.close();
    this.eyes.close();
  }

  /** From now on this set is judged; without a wish none is. */
  watch(wish: Wish | null): void {
    this.#link?.close();
    this.#link = wish && this.#sees ? new Link(wish, this) : undefined;
    this.#look();
  }

  /** Nothing is judged while the session waits. */
  pause(paused: boolean): void {
    if (this.#paused === paused) return;
    this.#paused = paused;
    this.#look();
  }

  /** What the set under the judge was worth. */
  async finish(): Promise<Judged | null> {
    const link = this.#link;
    this.#link = undefined;
    this.#look();
    return link ? link.finish() : null;
  }

  told(told: Told): void {
    this.reports.told(told);
  }

  linked(there: boolean): void {
    if (this.#sees) this.#be(there ? "watching" : "offline");
  }

  /** The judge will not have this set: the timer does without. */
  refused(): void {
    this.#be("failed");
  }

  get #sees(): boolean {
    return this.#status === "watching" || this.#status === "offline";
  }

  /** Whether there is a camera, or may be in a moment. */
  get isOpen(): boolean {
    return this.#sees || this.#status === "starting" || this.#status === "probing";
  }

  #be(status: Status): void {
    if (this.#status === status) return;
    this.#status = status;
    this.#look();
    // A camera that judges nothing does not stay on.
    if (!this.isOpen) this.close();
    this.reports.status(status);
  }

  #look(): void {
    this.eyes.looking = this.#status === "probing" || (this.#sees && this.#link !== undefined && !this.#paused);
  }

  #take(seen: Seen, tookMs: number): void {
    this.reports.seen(seen);
    if (this.#status !== "probing") return this.#link?.send(seen);
    const verdict = this.#probe.take(tookMs, performance.now());
    if (verdict) this.#be(verdict === "fast" ? "watching" : "slow");
  }
}
