import assert from "node:assert/strict";
import { test } from "node:test";
import { sameClockOn } from "./zones";

test("a session keeps its clock time across the end of summer time", () => {
  assert.equal(sameClockOn("2026-10-24T18:00:00+02:00", "2026-10-25", "Europe/Madrid"), "2026-10-25T18:00:00+01:00");
  assert.equal(sameClockOn("2027-03-27T06:30:00+01:00", "2027-03-28", "Europe/Madrid"), "2027-03-28T06:30:00+02:00");
});

test("west of Greenwich, and where the offset has minutes", () => {
  assert.equal(sameClockOn("2026-11-24T18:00:00-05:00", "2026-11-26", "America/New_York"), "2026-11-26T18:00:00-05:00");
  assert.equal(sameClockOn("2026-11-24T18:00:00+05:45", "2026-11-26", "Asia/Kathmandu"), "2026-11-26T18:00:00+05:45");
});

test("without a zone the offset stays", () => {
  assert.equal(sameClockOn("2026-10-24T18:00:00+02:00", "2026-10-25", undefined), "2026-10-25T18:00:00+02:00");
});
