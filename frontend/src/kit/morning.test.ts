import assert from "node:assert/strict";
import { test } from "node:test";
import { Morning, type Told } from "./morning";
import { keyOf, readSpot, type Side } from "./spots";

const AREAS = ["back", "knee", "calf"];
const fresh = (): Morning => new Morning(new Set(["back"]));
const told = (pain: number, ...ticks: string[]): Told => ({ soreness: 0, pain, ticks });
const knee = (side: Side): { area: string; side: Side } => ({ area: "knee", side });

test("a key reads back, with a side and without", () => {
  for (const key of ["knee", "left-knee", "right-achilles", "back"]) assert.equal(keyOf(readSpot(key)), key);
});

test("each side keeps its own, and alike they are said once", () => {
  const morning = fresh();
  morning.tell(knee("left"), told(4, "worse"));
  assert.deepEqual(morning.fields(AREAS), [["soreness-left-knee", "0"], ["pain-left-knee", "4"], ["worse-left-knee", "1"]]);
  morning.tell(knee("right"), told(2));
  assert.equal(morning.fields(AREAS).length, 5);
  assert.equal(morning.of(knee("both")), undefined);
  morning.tell(knee("both"), told(3));
  assert.deepEqual(morning.fields(AREAS), [["soreness-knee", "0"], ["pain-knee", "3"]]);
});

test("an area nobody pointed at a side of opens where something was said", () => {
  const morning = fresh();
  assert.equal(morning.sideOf("knee"), "both");
  morning.tell(knee("right"), told(2));
  assert.equal(morning.sideOf("knee"), "right");
  morning.tell(knee("right"), undefined);
  assert.deepEqual(morning.fields(AREAS), []);
});

test("the midline has no sides", () => {
  const morning = fresh();
  morning.tell({ area: "back", side: "left" }, told(5));
  assert.deepEqual(morning.fields(AREAS), [["soreness-back", "0"], ["pain-back", "5"]]);
  assert.equal(morning.sideOf("back"), "both");
});
