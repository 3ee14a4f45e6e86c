import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Link, type Hears } from "./link";
import { encode, type Seen } from "./wire";

const SEEN: Seen = { timeS: 1, width: 640, height: 480, points: null };
const WISH = { id: "3f0c8a52-6a0b-4f6e-9a55-0a4c5ad6f0d1", exercise_id: "plank", side: "both" } as const;

class Socket extends EventTarget {
  sent: (string | ArrayBuffer)[] = [];
  bufferedAmount = 0;
  send(what: string | ArrayBuffer): void {
    this.sent.push(what);
  }
  close(): void {
    this.dispatchEvent(new Event("close"));
  }
  open(): void {
    this.dispatchEvent(new Event("open"));
    this.answer({ type: "opened" });
  }
  answer(what: object): void {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(what) }));
  }
}

function linked(): { link: Link; sockets: Socket[]; heard: string[] } {
  const sockets: Socket[] = [];
  const heard: string[] = [];
  const hears: Hears = {
    told: () => heard.push("told"),
    linked: (there) => heard.push(there ? "there" : "gone"),
    refused: (error) => heard.push(error),
  };
  const open = (): WebSocket => {
    const socket = new Socket();
    sockets.push(socket);
    return socket as unknown as WebSocket;
  };
  return { link: new Link(WISH, hears, open), sockets, heard };
}

const last = (sockets: Socket[]): Socket => sockets.at(-1) as Socket;

test("frames go out only while the judge listens, and none is kept for later", () => {
  const { link, sockets } = linked();
  link.send(SEEN);
  last(sockets).open();
  assert.deepEqual(last(sockets).sent.map((one) => typeof one), ["string"]);
  link.send(SEEN);
  assert.deepEqual(last(sockets).sent[1], encode(SEEN));
  last(sockets).bufferedAmount = 20_000;
  link.send(SEEN);
  assert.equal(last(sockets).sent.length, 2);
});

test("a lost connection comes back with the same set, and says so both times", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { link, sockets, heard } = linked();
  last(sockets).open();
  last(sockets).close();
  link.send(SEEN);
  mock.timers.tick(500);
  assert.equal(sockets.length, 2);
  last(sockets).open();
  assert.equal(JSON.parse(last(sockets).sent[0] as string).id, WISH.id);
  assert.deepEqual(heard, ["there", "gone", "there"]);
  mock.timers.reset();
});

test("a set that ends while the judge is away waits for it, but not for long", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const back = linked();
  last(back.sockets).open();
  last(back.sockets).close();
  const report = back.link.finish();
  mock.timers.tick(500);
  last(back.sockets).open();
  assert.equal(last(back.sockets).sent.at(-1), '{"type":"finish"}');
  last(back.sockets).answer({ type: "report", judged: { valid_s: 12 } });
  assert.deepEqual(await report, { valid_s: 12 });

  const gone = linked();
  const nothing = gone.link.finish();
  mock.timers.tick(3000);
  assert.equal(await nothing, null);
  mock.timers.reset();
});

test("what the judge refuses is not asked again", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { sockets, heard } = linked();
  last(sockets).open();
  last(sockets).answer({ type: "refused", error: "No camera can judge it." });
  mock.timers.tick(10_000);
  assert.equal(sockets.length, 1);
  assert.deepEqual(heard, ["there", "No camera can judge it."]);
  mock.timers.reset();
});
