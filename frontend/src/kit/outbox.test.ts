import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Shelf } from "./database";
import { openShelf } from "./database";
import { Outbox } from "./outbox";
import { isoWithOffset } from "./time";

class Storage {
  readonly kept = new Map<string, string>();
  getItem = (key: string): string | null => this.kept.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.kept.set(key, value);
  removeItem = (key: string): void => void this.kept.delete(key);
}

interface Sent {
  id: string;
  kind: string;
  data: Record<string, unknown>;
}

class Server {
  stored = new Map<string, Sent>();
  requests: Sent[][] = [];
  online = true;
  status = 200;
  /** Answers are lost after the server has stored: the worst moment. */
  losesAnswers = false;

  post = async (body: string): Promise<Response> => {
    if (!this.online) throw new TypeError("Failed to fetch");
    const { events } = JSON.parse(body) as { events: Sent[] };
    this.requests.push(events);
    if (this.status !== 200) return new Response(JSON.stringify({ error: "no" }), { status: this.status });
    const accepted: string[] = [];
    const known: string[] = [];
    const refused: { id: string; error: string; place: string }[] = [];
    for (const event of events) {
      if (event.data["bad"]) refused.push({ id: event.id, error: "Not a set.", place: "data" });
      else (this.stored.has(event.id) ? known : accepted).push(event.id);
      if (!event.data["bad"]) this.stored.set(event.id, event);
    }
    if (this.losesAnswers) throw new TypeError("Failed to fetch");
    return new Response(JSON.stringify({ accepted, known, refused }));
  };
}

let server: Server;
let shelf: Shelf<unknown>;
let now = Date.UTC(2026, 10, 23, 18);

function outbox(owner: string | null = null): Outbox {
  return new Outbox({ shelf, now: () => now, owner, post: server.post });
}

beforeEach(async () => {
  Object.defineProperty(globalThis, "localStorage", { value: new Storage(), configurable: true });
  server = new Server();
  shelf = await openShelf("outbox");
  for (const event of (await shelf.all()) as { id: string }[]) await shelf.delete(event.id);
});

test("what was added offline leaves once, in order, when the way is free", async () => {
  server.online = false;
  const box = outbox();
  for (let number = 1; number <= 3; number++) await box.add("set", { number }, { at: now + number });
  assert.deepEqual(await box.flush(), { sent: 0, waiting: 3, refused: 0 });
  server.online = true;
  assert.deepEqual(await box.flush(), { sent: 3, waiting: 0, refused: 0 });
  assert.deepEqual([...server.stored.values()].map((event) => event.data["number"]), [1, 2, 3]);
  await box.flush();
  assert.equal(server.requests.length, 1);
});

test("an answer that got lost costs nothing: the second time it is known", async () => {
  const box = outbox();
  await box.add("set", { hold_s: 30 });
  server.losesAnswers = true;
  assert.equal((await box.flush()).waiting, 1);
  server.losesAnswers = false;
  assert.deepEqual(await box.flush(), { sent: 1, waiting: 0, refused: 0 });
  assert.equal(server.stored.size, 1);
});

test("a reload keeps what waits", async () => {
  await outbox().add("set", { hold_s: 30 });
  assert.equal((await outbox().waiting()).length, 1);
});

test("a set whose answer is still open stays, and leaves with it", async () => {
  const box = outbox();
  const id = await box.add("set", { hold_s: 30, rpe: null }, { sendAfter: now + 60_000 });
  await box.flush();
  assert.equal(server.requests.length, 0);
  await box.add("set", { hold_s: 30, rpe: 7 }, { id });
  await box.flush();
  assert.deepEqual([...server.stored.values()].map((event) => event.data), [{ hold_s: 30, rpe: 7 }]);
});

test("an answer that never came does not keep the set for ever", async () => {
  const box = outbox();
  await box.add("set", { hold_s: 30 }, { sendAfter: now + 60_000 });
  now += 61_000;
  assert.equal((await box.flush()).sent, 1);
});

test("what this page still works on stays however long that takes", async () => {
  const box = outbox();
  const id = await box.add("set", { hold_s: 30 });
  box.held.add(id);
  assert.equal((await box.flush()).sent, 0);
  box.held.delete(id);
  assert.equal((await box.flush()).sent, 1);
});

test("one bad event neither blocks the others nor vanishes", async () => {
  const box = outbox();
  await box.add("set", { bad: true });
  await box.add("set", { hold_s: 30 });
  assert.deepEqual(await box.flush(), { sent: 1, waiting: 1, refused: 1 });
  await box.flush();
  assert.equal(server.requests.length, 1, "a refused event is not sent again");
  assert.equal((await box.waiting())[0]?.refused, "Not a set.");
});

test("a refusal of the whole batch is tracked down to the event", async () => {
  const box = outbox();
  await box.add("set", { hold_s: 30 });
  await box.add("set", { hold_s: 25 });
  server.status = 422;
  assert.deepEqual(await box.flush(), { sent: 0, waiting: 2, refused: 2 });
  assert.deepEqual((await box.waiting()).map((event) => event.refused), ["no", "no"]);
});

test("a server in trouble or a lost sign-in keeps everything", async () => {
  const box = outbox();
  await box.add("set", { hold_s: 30 });
  for (const status of [401, 403, 500, 503]) {
    server.status = status;
    assert.deepEqual(await box.flush(), { sent: 0, waiting: 1, refused: 0 });
  }
});

test("a taken-back set never leaves", async () => {
  const box = outbox();
  const id = await box.add("set", { hold_s: 3 });
  assert.equal(await box.withdraw(id), true);
  assert.equal(await box.withdraw(id), false);
  await box.flush();
  assert.equal(server.requests.length, 0);
});

test("another athlete's sets on a shared phone are left alone", async () => {
  await outbox("ada").add("set", { hold_s: 30 });
  assert.equal((await outbox("ben").flush()).sent, 0);
  assert.equal((await outbox("ada").flush()).sent, 1);
});

test("times carry the device's offset", () => {
  const text = isoWithOffset(Date.UTC(2026, 10, 23, 18, 5, 7, 250));
  assert.match(text, /^2026-11-2\dT\d\d:\d\d:07\.250[+-]\d\d:\d\d$/);
  assert.equal(Date.parse(text), Date.UTC(2026, 10, 23, 18, 5, 7, 250));
});
