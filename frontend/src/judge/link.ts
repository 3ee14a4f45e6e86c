// The way to the judge: a WebSocket that comes back by itself and goes on with the same judge.
import { encode, FINISH, openMessage, readAnswer, type Answer, type Judged, type Seen, type Told, type Wish } from "./wire";

const ADDRESS = "/judge/live";
const RETRY_MS = [500, 1000, 2000, 4000] as const;
/** More than this unsent, about a second of landmarks, and a frame is left out. */
const MOST_UNSENT = 16_384;
/** How long a set waits for what the judge says of it. */
const FINISH_MS = 3000;

export interface Hears {
  told(told: Told): void;
  /** Whether the judge can be reached. */
  linked(there: boolean): void;
  refused(error: string): void;
}

export type OpenSocket = (address: string) => WebSocket;

function openSocket(path: string): WebSocket {
  const address = new URL(path, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return new WebSocket(address);
}

/** One set, from its set-up to its report. */
export class Link {
  #socket: WebSocket | undefined;
  #opened = false;
  #closed = false;
  #tries = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #report: ((judged: Judged | null) => void) | undefined;

  constructor(
    readonly wish: Wish,
    private readonly hears: Hears,
    private readonly open: OpenSocket = openSocket,
  ) {
    this.#connect();
  }

  send(seen: Seen): void {
    this.sendBytes(() => encode(seen));
  }

  /** Makes the bytes only where they can go out. */
  sendBytes(bytes: () => ArrayBuffer): void {
    const socket = this.#socket;
    if (this.#opened && !this.#report && socket && socket.bufferedAmount < MOST_UNSENT) socket.send(bytes());
  }

  /** What the set was worth; null when the judge cannot be reached in time. */
  finish(): Promise<Judged | null> {
    return new Promise((resolve) => {
      const done = (judged: Judged | null): void => {
        clearTimeout(patience);
        this.close();
        resolve(judged);
      };
      const patience = setTimeout(() => done(null), FINISH_MS);
      this.#report = done;
      if (this.#opened) this.#socket?.send(FINISH);
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#socket?.close();
  }

  #connect(): void {
    const socket = this.open(ADDRESS);
    this.#socket = socket;
    socket.addEventListener("open", () => socket.send(openMessage(this.wish)));
    socket.addEventListener("message", ({ data }) => this.#hear(readAnswer(String(data))));
    socket.addEventListener("close", () => this.#lost());
  }

  #hear(answer: Answer): void {
    if (this.#closed) return;
    if (answer.type === "opened") this.#begin();
    else if (answer.type === "state") this.hears.told(answer);
    else if (answer.type === "report") this.#report?.(answer.judged);
    else {
      this.close();
      this.hears.refused(answer.error);
    }
  }

  #begin(): void {
    this.#opened = true;
    this.#tries = 0;
    this.hears.linked(true);
    if (this.#report) this.#socket?.send(FINISH);
  }

  #lost(): void {
    this.#opened = false;
    if (this.#closed) return;
    this.hears.linked(false);
    const wait = RETRY_MS[Math.min(this.#tries++, RETRY_MS.length - 1)];
    this.#retry = setTimeout(() => this.#connect(), wait);
  }
}
