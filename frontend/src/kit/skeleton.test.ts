import assert from "node:assert/strict";
import { test } from "node:test";
import { bonesOf, boxOf, momentAt, stretchAt, type Moment } from "./skeleton";

const at = (t: number, p: Moment["p"] = null): Moment => ({ t, p, a: null, h: null });

test("a leg is joined from hip to toe, and the hips with each other", () => {
  const names = ["left_hip", "right_hip", "left_knee", "left_ankle"];
  assert.deepEqual(bonesOf(names), [
    { from: 0, to: 2, side: "left" },
    { from: 2, to: 3, side: "left" },
    { from: 0, to: 1, side: "middle" },
  ]);
});

test("the box holds all that was seen and nothing that was guessed", () => {
  const [x, y, width, height] = boxOf([at(0, [[100, 50, 1]]), at(1, [[200, 150, 1], [900, 900, 0.1]])]);
  assert.deepEqual([x, y, width, height], [92, 42, 116, 116]);
  assert.deepEqual(boxOf([at(0)]), [0, 0, 1, 1]);
});

test("a time finds the moment before it", () => {
  const moments = [at(1), at(2), at(3)];
  assert.deepEqual([0, 1, 2.9, 9].map((time) => momentAt(moments, time)?.t), [1, 1, 2, 3]);
  assert.equal(momentAt([], 1), undefined);
});

test("outside the hold a second is of no kind", () => {
  const stretches = [{ kind: "valid", from: 1, to: 2, criterion: null }] as const;
  assert.equal(stretchAt([...stretches], 1.5)?.kind, "valid");
  assert.equal(stretchAt([...stretches], 2.5), undefined);
});
