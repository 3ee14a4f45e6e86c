import assert from "node:assert/strict";
import { test } from "node:test";
import { chartData, daySeconds, valueWords, type ChartProps } from "./chart";

const props: ChartProps = {
  kind: "lines",
  unit: "s",
  x: ["2026-11-02", "2026-11-05"],
  series: [
    { name: "Left", tone: "run", values: [25, null] },
    { name: "Right", tone: "strength", values: [24, 28] },
  ],
};

test("days become midday UTC and gaps stay gaps", () => {
  assert.deepEqual(chartData(props), [[daySeconds("2026-11-02"), daySeconds("2026-11-05")], [25, null], [24, 28]]);
  assert.equal(new Date(daySeconds("2026-11-02") * 1000).toISOString(), "2026-11-02T12:00:00.000Z");
});

test("a point is told with its unit, a missing one as missing", () => {
  assert.deepEqual(
    props.series.map((series) => valueWords(props, series, 1, "none")),
    ["Left none", "Right 28 s"],
  );
});
