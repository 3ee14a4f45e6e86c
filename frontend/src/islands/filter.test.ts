import assert from "node:assert/strict";
import { test } from "node:test";
import { fits } from "./filter";

const PLANK = "sp_feet plancha lateral gluteos";

test("words in any order, each somewhere", () => {
  assert.ok(fits(PLANK, "lateral PLANCHA"));
  assert.ok(!fits(PLANK, "plancha frontal"));
  assert.ok(fits(PLANK, ""));
});

test("accents asked for are looked for without", () => {
  assert.ok(fits(PLANK, "glúteos"));
  assert.ok(fits(PLANK, "plánchà"));
});
