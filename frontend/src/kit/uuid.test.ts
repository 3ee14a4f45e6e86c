import assert from "node:assert/strict";
import { test } from "node:test";
import { newId } from "./uuid";

const V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("makes version 4 ids where randomUUID is missing, as on plain http", () => {
  const bare = { getRandomValues: crypto.getRandomValues.bind(crypto) };
  const ids = new Set(Array.from({ length: 500 }, () => newId(bare)));
  assert.equal(ids.size, 500);
  for (const id of ids) assert.match(id, V4);
});

test("uses randomUUID where there is one", () => {
  assert.match(newId(), V4);
});
