import assert from "node:assert/strict";
import { test } from "node:test";
import { HoldTones } from "./tones";
import type { Stage, Told, Verdict } from "./wire";

const told = (verdicts: Record<string, Verdict>, stage: Stage = "active", abstaining = false): Told => ({
  type: "state",
  time_s: 0,
  stage,
  verdicts,
  valid_s: 0,
  reps: 0,
  abstaining,
  framing: null,
  cue: null,
  say_framing: false,
  set_up: null,
});

test("what is lost has a tone of its own, the most important first, again while it lasts", () => {
  const tones = new HoldTones();
  assert.equal(tones.take(told({ up: "good", level: "good", still: "good" }), 0), null);
  assert.equal(tones.take(told({ up: "good", level: "lost", still: "lost" }), 100), "lost-level");
  assert.equal(tones.take(told({ up: "good", level: "lost", still: "lost" }), 200), null);
  assert.equal(tones.take(told({ up: "lost", level: "lost" }), 300), "lost-up");
  assert.equal(tones.take(told({ up: "lost" }), 3200), null);
  assert.equal(tones.take(told({ up: "lost" }), 3400), "lost-up");
});

test("good again is heard within a hold, and nothing outside of one", () => {
  const tones = new HoldTones();
  tones.take(told({ level: "lost" }), 0);
  assert.equal(tones.take(told({ level: "good" }), 100), "good-again");
  assert.equal(tones.take(told({ up: "lost" }, "ready"), 200), null);
  tones.take(told({ level: "lost" }), 300);
  assert.equal(tones.take(told({}, "ready"), 400), null);
  assert.equal(tones.take(told({ level: "lost" }, "active", true), 500), null);
});
