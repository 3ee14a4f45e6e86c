// The append-only log's near end: events wait here until the server has said that it has them.
import { openShelf, type Shelf } from "./database";
import { pendingHint } from "./pending";
import { isoWithOffset } from "./time";
import { newId } from "./uuid";

export type EventKind = "set" | "session" | "check-in" | "tryout";

export interface LogEvent {
  id: string;
  kind: EventKind;
  at: string;
  data: Record<string, unknown>;
}

interface Waiting extends LogEvent {
  /** Epoch ms before which it stays, so that an answer given in the rest can still be added. */
  sendAfter: number;
  /** The athlete signed in when it was made; null when the page did not say. */
  owner: string | null;
  /** Why the server will not take it; such an event is kept and shown, never dropped. */
  refused?: string;
}

/** What the server says to a batch. */
interface Answer {
  accepted?: string[];
  known?: string[];
  refused?: { id: string; error: string }[];
}

export interface Flushed {
  sent: number;
  waiting: number;
  refused: number;
}

export interface OutboxOptions {
  shelf: Shelf<unknown>;
  now: () => number;
  owner: string | null;
  /** POSTs the body to /api/events; rejects when there is no way through. */
  post: (body: string) => Promise<Response>;
  onChange?: (waiting: number) => void;
}

const BATCH = 50;

/** True when the events themselves are at fault, not the way or the sign-in. */
function isRefusal(status: number): boolean {
  return status === 400 || status === 409 || status === 413 || status === 422;
}

async function sentenceOf(response: Response): Promise<string> {
  const text = await response.text().catch(() => "");
  try {
    const body = JSON.parse(text) as { error?: unknown };
    if (typeof body.error === "string") return body.error;
  } catch {
    // Not JSON: the status has to do.
  }
  return `The server answered ${response.status}.`;
}

export class Outbox {
  #flushing: Promise<Flushed> | undefined;
  /** Ids that this page still works on; they stay however long that takes. */
  readonly held = new Set<string>();

  constructor(private readonly options: OutboxOptions) {}

  get #shelf(): Shelf<Waiting> {
    return this.options.shelf as Shelf<Waiting>;
  }

  /**
   * Store an event durably; it is sent by `flush` once `sendAfter` has passed. Returns its id.
   *
   * An event with the same id that has not left yet is replaced.
   */
  async add(kind: EventKind, data: Record<string, unknown>, more: { at?: number; sendAfter?: number; id?: string } = {}): Promise<string> {
    const at = more.at ?? this.options.now();
    const event: Waiting = {
      id: more.id ?? newId(),
      kind,
      at: isoWithOffset(at),
      data,
      sendAfter: more.sendAfter ?? 0,
      owner: this.options.owner,
    };
    await this.#shelf.put(event.id, event);
    await this.#changed();
    return event.id;
  }

  /** Take back an event that has not left yet. False when it is gone already. */
  async withdraw(id: string): Promise<boolean> {
    if (!(await this.#shelf.get(id))) return false;
    await this.#shelf.delete(id);
    await this.#changed();
    return true;
  }

  async #mine(): Promise<Waiting[]> {
    const owner = this.options.owner;
    const all = await this.#shelf.all();
    return all.filter((event) => event.owner === null || owner === null || event.owner === owner);
  }

  async waiting(): Promise<readonly Readonly<Waiting>[]> {
    return this.#mine();
  }

  /** Send what may leave. Never throws: what could not be sent stays. */
  flush(): Promise<Flushed> {
    this.#flushing ??= this.#flushOnce().finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  async #flushOnce(): Promise<Flushed> {
    const now = this.options.now();
    const ready = (await this.#mine()).filter((event) => event.sendAfter <= now && !event.refused && !this.held.has(event.id));
    ready.sort((one, other) => one.at.localeCompare(other.at));
    let sent = 0;
    for (let from = 0; from < ready.length; from += BATCH) {
      const count = await this.#send(ready.slice(from, from + BATCH));
      if (count === undefined) break;
      sent += count;
    }
    const left = await this.#changed();
    return { sent, waiting: left.length, refused: left.filter((event) => event.refused).length };
  }

  /** Number of events the server now has; undefined when it could not be reached. */
  async #send(batch: Waiting[]): Promise<number | undefined> {
    const events: LogEvent[] = batch.map(({ id, kind, at, data }) => ({ id, kind, at, data }));
    let response: Response;
    try {
      response = await this.options.post(JSON.stringify({ events }));
    } catch {
      return undefined;
    }
    if (response.ok) return this.#settle(batch, response);
    if (!isRefusal(response.status)) return undefined;
    if (batch.length > 1) return this.#sendSingly(batch);
    const [event] = batch;
    if (event) await this.#shelf.put(event.id, { ...event, refused: await sentenceOf(response) });
    return 0;
  }

  /** One bad event must not hold up the others. */
  async #sendSingly(batch: Waiting[]): Promise<number | undefined> {
    let sent = 0;
    for (const event of batch) {
      const count = await this.#send([event]);
      if (count === undefined) return undefined;
      sent += count;
    }
    return sent;
  }

  async #settle(batch: Waiting[], response: Response): Promise<number | undefined> {
    const body = (await response.json().catch(() => ({}))) as Answer;
    const stored = new Set([...(body.accepted ?? []), ...(body.known ?? [])]);
    const gone = batch.filter((event) => stored.has(event.id));
    for (const event of gone) await this.#shelf.delete(event.id);
    for (const { id, error } of body.refused ?? []) {
      const event = batch.find((one) => one.id === id);
      if (event) await this.#shelf.put(id, { ...event, refused: error });
    }
    return gone.length;
  }

  async #changed(): Promise<Waiting[]> {
    const left = await this.#mine();
    pendingHint.set(left.length > 0);
    this.options.onChange?.(left.length);
    return left;
  }
}

/** What the page says about who is signed in and how to post. */
export function postEvents(body: string): Promise<Response> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  return fetch("/api/events", {
    method: "POST",
    credentials: "same-origin",
    keepalive: body.length < 60_000,
    headers: { "Content-Type": "application/json", ...(token ? { "X-CSRF-Token": token } : {}) },
    body,
  });
}

/** The outbox of this page. */
export async function openOutbox(onChange?: (waiting: number) => void): Promise<Outbox> {
  return new Outbox({
    shelf: await openShelf<unknown>("outbox"),
    now: Date.now,
    owner: document.documentElement.dataset["athlete"] ?? null,
    post: postEvents,
    ...(onChange ? { onChange } : {}),
  });
}
