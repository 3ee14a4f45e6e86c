// What travels between the page and the judge: landmarks out as compact binary, a state back as
// JSON. The other side is src/hamstrong/web/judge_wire.py; both are tested against
// tests/web/judge_frames.json.
//
// A frame is 16 bytes, little-endian (version, whether somebody is seen, width and height in
// pixels, two bytes of nothing, seconds), and where somebody is seen 33 times four 32-bit floats.
import type { Side } from "../player/session";

export const VERSION = 1;
export const LANDMARKS = 33;
export const COLUMNS = 4;
const HEAD = 16;

export interface Seen {
  /** Of the picture, on any clock that only goes forward. */
  timeS: number;
  /** Of the upright picture, pixels. */
  width: number;
  height: number;
  /** x, y, z in pixels and visibility 0-1, by BlazePose's order; null where nobody is seen. */
  points: Float32Array | null;
}

/** One event of the motion sensors. */
export interface Reading {
  /** On any clock that only goes forward. */
  timeS: number;
  /** Acceleration including gravity along the device's x, y and z, m/s². */
  up: readonly [number, number, number];
  /** Degrees a second about them; null without a gyroscope. */
  rate: readonly [number, number, number] | null;
}

const READINGS = 2;
const READINGS_HEAD = 8;
const READING = 32;

/** Readings are 8 bytes (version, 2, how many, four of nothing) and 32 each: seconds as a 64-bit
 * float, then six 32-bit floats; without a gyroscope the last three are no numbers. */
export function encodeReadings(readings: readonly Reading[]): ArrayBuffer {
  const buffer = new ArrayBuffer(READINGS_HEAD + READING * readings.length);
  const out = new DataView(buffer);
  out.setUint8(0, VERSION);
  out.setUint8(1, READINGS);
  out.setUint16(2, readings.length, true);
  readings.forEach(({ timeS, up, rate }, number) => {
    const at = READINGS_HEAD + READING * number;
    out.setFloat64(at, timeS, true);
    [...up, ...(rate ?? [NaN, NaN, NaN])].forEach((value, place) => out.setFloat32(at + 8 + 4 * place, value, true));
  });
  return buffer;
}

export function encode({ timeS, width, height, points }: Seen): ArrayBuffer {
  const buffer = new ArrayBuffer(HEAD + (points ? points.length * 4 : 0));
  const out = new DataView(buffer);
  out.setUint8(0, VERSION);
  out.setUint8(1, points ? 1 : 0);
  out.setUint16(2, width, true);
  out.setUint16(4, height, true);
  out.setFloat64(8, timeS, true);
  points?.forEach((value, number) => out.setFloat32(HEAD + 4 * number, value, true));
  return buffer;
}

export type Verdict = "good" | "lost" | "unsure" | "not-visible";
export type Stage = "framing" | "set-up" | "ready" | "active" | "stopped" | "timer-only";

/** After a frame: where the judge is, and what is to be shown and said. */
export interface Told {
  type: "state";
  time_s: number;
  stage: Stage;
  verdicts: Readonly<Record<string, Verdict>>;
  valid_s: number;
  reps: number;
  abstaining: boolean;
  /** What is wrong with the picture, by its name in the catalogue; null when all is well. */
  framing: string | null;
  /** What to do about the body. */
  cue: string | null;
  /** Whether it is time to speak of the picture. */
  say_framing: boolean;
  /** What is wrong about how the athlete lies, in their language; null when it is right. */
  set_up: string | null;
  /** Of the pelvis, positive where the left hip is higher; only from a phone on the hips. */
  roll_deg?: number | null;
}

/** What a set is worth by the camera; goes into the set's event beside the clock's seconds. */
export type Judged = Readonly<Record<string, unknown>> & { valid_s?: number; full_reps?: number };

export type Answer =
  | { type: "opened" }
  | Told
  | { type: "report"; judged: Judged | null }
  | { type: "refused"; error: string };

export interface Wish {
  id: string;
  exercise_id: string;
  side: Side;
  /** Who watches; a camera where it is left out. */
  by?: Sense;
}

export type Sense = "camera" | "hips";

export const openMessage = (wish: Wish): string => JSON.stringify({ type: "open", version: VERSION, ...wish });
export const FINISH = JSON.stringify({ type: "finish" });

export function readAnswer(text: string): Answer {
  return JSON.parse(text) as Answer;
}
