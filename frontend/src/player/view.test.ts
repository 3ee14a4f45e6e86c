import assert from "node:assert/strict";
import { test } from "node:test";
import { LEAD_MS } from "./actions";
import { reduce } from "./machine";
import { RAISE, sample } from "./sample";
import { freshState } from "./state";
import { tonesAhead } from "./tones";
import { clock, nextWork, view } from "./view";

const T0 = Date.UTC(2026, 10, 23, 17, 30);
const session = sample();
let ids = 0;
const context = { session, newId: () => `id-${++ids}` };

function runningAt(seconds: number): ReturnType<typeof freshState> {
  let state = reduce(context, freshState(session), { type: "start" }, T0).state;
  for (let ms = 0; ms <= seconds * 1000; ms += 500) state = reduce(context, state, { type: "tick" }, T0 + ms).state;
  return state;
}

test("digits show whole seconds whose last one is 1", () => {
  assert.deepEqual([30_000, 29_999, 1, 0].map(clock), ["30", "30", "1", "0"]);
  assert.deepEqual([99_000, 100_000, 125_400].map(clock), ["99", "1:40", "2:06"]);
});

test("the hold shows side, seconds, set, and the next side", () => {
  const shown = view(session, runningAt(22), T0 + 22_000);
  assert.deepEqual(
    [shown.kind, shown.side, shown.digits, shown.setNumber, shown.sets, shown.left],
    ["hold", "left", "18", 1, 2, 18 / 30],
  );
  assert.deepEqual([shown.next?.side, shown.next?.setNumber, shown.next?.seconds], ["right", 1, 30]);
});

test("reps show the rep under way and which way to move", () => {
  const start = 10 + 260 + 5;
  const at = (seconds: number): unknown[] => {
    const shown = view(session, runningAt(start + seconds), T0 + (start + seconds) * 1000);
    return [shown.digits, shown.tempo];
  };
  assert.deepEqual([at(1), at(2.5), at(4), at(5), at(38)], [
    ["1", "down"],
    ["1", "pause"],
    ["1", "up"],
    ["2", "down"],
    ["8", "up"],
  ]);
});

test("after a pause the digits count the athlete back in", () => {
  let state = reduce(context, runningAt(22), { type: "pause" }, T0 + 22_000).state;
  state = reduce(context, state, { type: "resume" }, T0 + 60_000).state;
  assert.deepEqual([view(session, state, T0 + 60_000).kind, view(session, state, T0 + 60_000).digits], ["lead", "3"]);
  const back = view(session, state, T0 + 60_000 + LEAD_MS);
  assert.deepEqual([back.kind, back.digits], ["hold", "18"]);
});

test("next-up looks into the next exercise, and is nothing at the end", () => {
  assert.equal(nextWork(session, runningAt(10 + 250))?.name, "calf raise");
  assert.equal(nextWork(session, runningAt(10 + 260 + 5 + 20)), null);
});

test("tones are worked out ahead: the last five, the switch, the next start", () => {
  const state = runningAt(22);
  const tones = tonesAhead(session, state, T0 + 22_000, { horizonMs: 29_000, counting: false });
  assert.deepEqual(
    tones.map((tone) => [tone.kind, (tone.at - T0) / 1000]),
    [
      ["tick", 35],
      ["tick", 36],
      ["tick", 37],
      ["tick", 38],
      ["tick", 39],
      ["switch", 40],
      ["ready-tick", 47],
      ["ready-tick", 48],
      ["ready-tick", 49],
      ["start", 50],
    ],
  );
});

test("a voice that counts has no ticks under it, and a pause has no tones at all", () => {
  const state = runningAt(22);
  const tones = tonesAhead(session, state, T0 + 22_000, { horizonMs: 29_000, counting: true });
  assert.deepEqual(tones.map((tone) => tone.kind), ["switch", "start"]);
  const paused = reduce(context, state, { type: "pause" }, T0 + 22_000).state;
  assert.deepEqual(tonesAhead(session, paused, T0 + 22_000, { horizonMs: 29_000, counting: false }), []);
});

test("paced reps tick on each rep, and the session ends on its own tone", () => {
  const start = 10 + 260 + 5;
  const tones = tonesAhead(session, runningAt(start + 1), T0 + (start + 1) * 1000, { horizonMs: 90_000, counting: false });
  assert.equal(tones.filter((tone) => tone.kind === "rep").length, 7);
  assert.equal(tones.at(-1)?.kind, "finish");
  assert.equal(session.exercises.at(-1)?.id, RAISE);
});
