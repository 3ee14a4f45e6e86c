import assert from "node:assert/strict";
import { test } from "node:test";
import { readCheckIn } from "./check-in";

const DAY = "2026-11-24";
const read = (...fields: [string, string][]): Record<string, unknown> => readCheckIn(fields, DAY);

test("well again is said explicitly, and says nothing of pain", () => {
  const answer = read(["ill", "no"], ["ill-only", "1"]);
  assert.deepEqual(answer, { day: DAY, soreness: {}, pain: {}, ill: false, of_body: false });
});

test("still ill, by the button or by the box, is ill", () => {
  assert.equal(read(["ill", "yes"])["ill"], true);
  assert.equal(read(["ill", "1"])["ill"], true);
});

test("a morning that says nothing of illness ends none", () => {
  const answer = read(["soreness-calf", "3"], ["pain-foot", "0"], ["slept_badly", "1"]);
  assert.ok(!("ill" in answer));
  assert.deepEqual(answer, { day: DAY, soreness: { calf: 3 }, pain: { foot: 0 }, slept_badly: true });
});
