import assert from "node:assert/strict";
import { test } from "node:test";
import { artOf, choicesOf, isMirrored } from "./art";
import { HOLD, sample } from "./sample";
import { freshState, programOf } from "./state";
import type { Pictures, Shot } from "./session";

const shot = (address: string): Shot => ({ address, type: "image/webp", width: 3, height: 2 });

function drawn(id: string): Pictures {
  const poster = shot(`/exercises/${id}/a.webp?v=1`);
  return { alt: `${id} in words`, views: [{ poster, loop: { ...shot(`/exercises/${id}/a.avif?v=2`), type: "image/avif" } }] };
}

test("what moves comes first, then what is still, then the flat figure", () => {
  const art = artOf({ pictures: drawn("plank") }, "/figure.svg");
  assert.deepEqual(choicesOf(art, true), ["/exercises/plank/a.avif?v=2", "/exercises/plank/a.webp?v=1", "/figure.svg"]);
  assert.deepEqual(choicesOf(art, false), ["/exercises/plank/a.webp?v=1", "/figure.svg"]);
  assert.equal(art.alt, "plank in words");
});

test("the leg that works is the one that is named", () => {
  const right = artOf({ pictures: { ...drawn("calf_1l"), side: "right" } }, "/figure.svg");
  assert.deepEqual((["left", "right", "both"] as const).map((side) => isMirrored(right, side)), [true, false, false]);
  const both = artOf({ pictures: drawn("plank") }, "/figure.svg");
  assert.equal(isMirrored(both, "left"), false);
});

test("a session kept from an older server has its flat figures", () => {
  const session = sample();
  const { art } = programOf(session, freshState(session));
  assert.deepEqual(choicesOf(art, true), [`/exercises/${HOLD}/figure.svg`]);
});

test("a stand-in is shown by its own pictures", () => {
  const session = sample();
  const first = session.exercises[0]!;
  const swap = first.swap.map((one) => ({ ...one, pictures: drawn(one.id) }));
  const swapped = { ...session, exercises: [{ ...first, swap, pictures: drawn(HOLD) }, ...session.exercises.slice(1)] };
  const state = { ...freshState(swapped), swaps: { 0: "hb-double-iso" } };
  assert.equal(programOf(swapped, state).art.poster, "/exercises/hb-double-iso/a.webp?v=1");
  assert.equal(programOf(swapped, freshState(swapped)).art.poster, `/exercises/${HOLD}/a.webp?v=1`);
});
