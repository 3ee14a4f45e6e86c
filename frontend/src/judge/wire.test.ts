import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { COLUMNS, encode, encodeReadings, LANDMARKS, type Reading } from "./wire";

interface Example {
  time_s: number;
  width: number;
  height: number;
  first: readonly number[] | null;
  step: number;
  hex: string;
}

const examples = JSON.parse(readFileSync("../tests/web/judge_frames.json", "utf8")) as Example[];

/** Each row is the one before it plus `step`. */
function points({ first, step }: Example): Float32Array | null {
  if (!first) return null;
  return Float32Array.from({ length: LANDMARKS * COLUMNS }, (_, n) => (first[n % COLUMNS] ?? 0) + step * Math.floor(n / COLUMNS));
}

test("frames are the bytes that the server's tests read", () => {
  for (const example of examples) {
    const { time_s: timeS, width, height } = example;
    const bytes = encode({ timeS, width, height, points: points(example) });
    assert.equal(Buffer.from(bytes).toString("hex"), example.hex);
  }
});

test("a frame with somebody in it takes 544 bytes, one without 16", () => {
  const about = { timeS: 1, width: 640, height: 480 };
  assert.equal(encode({ ...about, points: new Float32Array(LANDMARKS * COLUMNS) }).byteLength, 544);
  assert.equal(encode({ ...about, points: null }).byteLength, 16);
});

test("readings are the bytes that the server's tests read", () => {
  const example = JSON.parse(readFileSync("../tests/web/judge_readings.json", "utf8")) as {
    readings: readonly { time_s: number; up: Reading["up"]; rate: Reading["rate"] }[];
    hex: string;
  };
  const bytes = encodeReadings(example.readings.map(({ time_s: timeS, up, rate }) => ({ timeS, up, rate })));
  assert.equal(Buffer.from(bytes).toString("hex"), example.hex);
});
