import assert from "node:assert/strict";
import { test } from "node:test";
import { askMotion, readingOf } from "./motion";

const event = (about: object, timeStamp = 1500): DeviceMotionEvent => ({ timeStamp, ...about }) as DeviceMotionEvent;
const UP = { x: 0, y: -1, z: 9.8 };

test("rates go about x, y and z in this order", () => {
  const reading = readingOf(event({ accelerationIncludingGravity: UP, rotationRate: { alpha: 1, beta: 2, gamma: 3 } }), 0);
  assert.deepEqual(reading, { timeS: 1.5, up: [0, -1, 9.8], rate: [1, 2, 3] });
});

test("without a gyroscope there is no rate, without acceleration no reading", () => {
  assert.equal(readingOf(event({ accelerationIncludingGravity: UP, rotationRate: null }), 0)?.rate, null);
  assert.equal(readingOf(event({ accelerationIncludingGravity: { x: null, y: null, z: null } }), 0), null);
  assert.equal(readingOf(event({ accelerationIncludingGravity: null }), 0), null);
});

test("a time stamp that falls does not go back", () => {
  assert.equal(readingOf(event({ accelerationIncludingGravity: UP }, 900), 1.2)?.timeS, 1.2);
});

test("only iOS is asked, and a refusal is a no", async () => {
  const world = globalThis as { DeviceMotionEvent?: unknown };
  assert.equal(await askMotion(), true);
  world.DeviceMotionEvent = { requestPermission: () => Promise.resolve("granted") };
  assert.equal(await askMotion(), true);
  world.DeviceMotionEvent = { requestPermission: () => Promise.reject(new Error("no tap")) };
  assert.equal(await askMotion(), false);
  delete world.DeviceMotionEvent;
});
