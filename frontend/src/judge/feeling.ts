// One session of a phone on the hips: its sensors, and a judge for each set.
import type { Judges, Reports, Status } from "./live";
import { Link, type Hears } from "./link";
import { Motion, NoMotion } from "./motion";
import { encodeReadings, type Judged, type Told, type Wish } from "./wire";

export class Feeling implements Judges, Hears {
  readonly #motion: Motion;
  readonly fps = 0;
  #status: Status = "starting";
  #link: Link | undefined;
  #paused = false;

  constructor(
    private readonly reports: Omit<Reports, "seen">,
    private readonly allowed: Promise<boolean>,
  ) {
    this.#motion = new Motion((readings) => this.#link?.sendBytes(() => encodeReadings(readings)));
  }

  get status(): Status {
    return this.#status;
  }

  async open(): Promise<void> {
    try {
      await this.#motion.open(this.allowed);
      this.#be("watching");
    } catch (error) {
      this.#be(error instanceof NoMotion ? error.why : "failed");
    }
  }

  close(): void {
    this.#link?.close();
    this.#motion.close();
  }

  watch(wish: Wish | null): void {
    this.#link?.close();
    this.#link = wish && this.#feels ? new Link({ ...wish, by: "hips" }, this) : undefined;
    this.#feel();
  }

  pause(paused: boolean): void {
    this.#paused = paused;
    this.#feel();
  }

  async finish(): Promise<Judged | null> {
    const link = this.#link;
    this.#link = undefined;
    this.#feel();
    return link ? link.finish() : null;
  }

  told(told: Told): void {
    this.reports.told(told);
  }

  linked(there: boolean): void {
    if (this.#feels) this.#be(there ? "watching" : "offline");
  }

  refused(): void {
    this.#be("failed");
  }

  get isOpen(): boolean {
    return this.#feels || this.#status === "starting";
  }

  get #feels(): boolean {
    return this.#status === "watching" || this.#status === "offline";
  }

  #be(status: Status): void {
    if (this.#status === status) return;
    this.#status = status;
    this.#feel();
    if (!this.isOpen) this.close();
    this.reports.status(status);
  }

  #feel(): void {
    this.#motion.feeling = this.#feels && this.#link !== undefined && !this.#paused;
  }
}
