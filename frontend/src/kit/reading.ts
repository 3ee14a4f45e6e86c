// What was sent is read by the server: how far it is, asked while its answer is awaited.
import { fetchJson } from "./api";

interface Reading {
  share: number;
  files: number;
}

const EVERY_MS = 500;

export class ReadingWatch {
  #timer: number | undefined;
  #begun = performance.now();

  constructor(
    private address: string,
    private show: (share: number, elapsedMs: number, files: number) => void,
  ) {}

  start(): void {
    this.#begun = performance.now();
    this.#timer = window.setInterval(() => void this.#ask(), EVERY_MS);
  }

  end(): void {
    window.clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** It ends at the next file; what was read is kept, and its report is the answer. */
  stop(): void {
    this.end();
    void fetch(`${this.address}/stop`, { method: "POST" });
  }

  async #ask(): Promise<void> {
    try {
      const { share, files } = await fetchJson<Reading>(this.address);
      if (this.#timer !== undefined) this.show(share, performance.now() - this.#begun, files);
    } catch {
      // No way through just now: the next try may have one.
    }
  }
}
