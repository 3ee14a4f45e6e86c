import assert from "node:assert/strict";
import { test } from "node:test";
import { timeLeft } from "./time-left";

const WORDS = "about # s left|about # min left";

test("nothing is said before anybody can know", () => {
  assert.equal(timeLeft(0, 10_000, WORDS), "");
  assert.equal(timeLeft(0.5, 1_000, WORDS), "");
});

test("what goes on evenly takes as long again", () => {
  assert.equal(timeLeft(0.5, 30_000, WORDS), "about 30 s left");
  assert.equal(timeLeft(0.25, 60_000, WORDS), "about 3 min left");
});

test("the last seconds are not counted out", () => {
  assert.equal(timeLeft(0.95, 60_000, WORDS), "");
});
