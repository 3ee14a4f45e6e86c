import assert from "node:assert/strict";
import { test } from "node:test";
import { Probe } from "./pace";

function verdictAt(everyMs: number, firstMs = everyMs): { verdict: string; afterMs: number } {
  const probe = new Probe();
  for (let now = firstMs, number = 0; number < 1000; number++, now += everyMs) {
    const verdict = probe.take(number === 0 ? firstMs : everyMs, now);
    if (verdict) return { verdict, afterMs: now };
  }
  throw new Error("The probe never ends.");
}

test("a device that keeps up is fast after two seconds", () => {
  const { verdict, afterMs } = verdictAt(50);
  assert.equal(verdict, "fast");
  assert.ok(afterMs >= 2000 && afterMs < 2300, String(afterMs));
});

test("four pictures a second are too few, five and a half are enough", () => {
  assert.equal(verdictAt(1000 / 4).verdict, "slow");
  assert.equal(verdictAt(1000 / 5.5).verdict, "fast");
});

test("a slow first picture is only the warming up", () => {
  assert.equal(verdictAt(60, 1500).verdict, "fast");
});
