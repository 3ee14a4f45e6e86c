import assert from "node:assert/strict";
import { test } from "node:test";
import { judge, type Try } from "./tryout";
import { tryoutSample } from "./sample";

const tryout = tryoutSample().exercises[0]!.tryout!;
const tries = (...pairs: [number, number][]): Try[] => pairs.map(([rung, rpe]) => ({ rung, rpe }));

const cases: [string, Try[], { rung: number; settled: boolean }][] = [
  ["between easy and hard settles", tries([1, 7]), { rung: 1, settled: true }],
  ["easy goes one up", tries([1, 6]), { rung: 2, settled: false }],
  ["hard goes one down", tries([1, 8]), { rung: 0, settled: false }],
  ["easy on the top rung settles there", tries([2, 3]), { rung: 2, settled: true }],
  ["hard on the lowest rung settles there", tries([0, 10]), { rung: 0, settled: true }],
  ["up and then too hard settles below", tries([1, 5], [2, 9]), { rung: 1, settled: true }],
  ["down and then too easy settles below", tries([1, 8], [0, 4]), { rung: 0, settled: true }],
];

for (const [name, given, expected] of cases) {
  test(`try-out: ${name}`, () => assert.deepEqual(judge(tryout, given), expected));
}

test("try-out: out of tries, it never settles on a harder rung that was not held", () => {
  const short = { ...tryout, max_tries: 1 };
  assert.deepEqual(judge(short, tries([1, 4])), { rung: 1, settled: true });
  assert.deepEqual(judge(short, tries([1, 9])), { rung: 0, settled: true });
});
