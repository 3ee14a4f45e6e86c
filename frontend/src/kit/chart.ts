// From what a page says to what uPlot draws.
import type uPlot from "uplot";

export interface SeriesProps {
  name: string;
  /** Which of the page's colours. */
  tone: "run" | "strength" | "accent";
  unit?: string;
  values: (number | null)[];
}

export interface ChartProps {
  kind: "lines" | "bars-and-line";
  /** ISO dates. */
  x: string[];
  series: SeriesProps[];
  unit?: string;
  title?: string;
  /** The scale's upper end, where it is known beforehand. */
  top?: number;
}

export type Colour = (token: string) => string;

const DAY_S = 86_400;
const DASHES = [[], [7, 5], [2, 4]];
const AXIS_PX = 44;

/** Seconds at midday UTC: no zone then moves a day to its neighbour. */
export function daySeconds(day: string): number {
  return Date.parse(`${day}T12:00:00Z`) / 1000;
}

export function chartData(props: ChartProps): uPlot.AlignedData {
  return [props.x.map(daySeconds), ...props.series.map((series) => series.values)];
}

export function valueWords(props: ChartProps, series: SeriesProps, index: number, missing: string): string {
  const value = series.values[index];
  const unit = series.unit ?? props.unit ?? "";
  return `${series.name} ${value === null || value === undefined ? missing : `${value} ${unit}`.trim()}`;
}

/** Air around the first and last day, and a whole scale for a single one. */
function xRange(props: ChartProps): [number, number] {
  const days = props.x.map(daySeconds);
  const first = days[0] ?? 0;
  const last = days.at(-1) ?? first;
  const pad = Math.max((last - first) * 0.04, props.kind === "lines" ? DAY_S : 4 * DAY_S);
  return [first - pad, last + pad];
}

function yScale(top: number | undefined): uPlot.Scale {
  return { range: (_, __, highest) => [0, top ?? Math.max((highest ?? 0) * 1.12, 1)] };
}

interface Making {
  uplot: typeof uPlot;
  colour: Colour;
  width: number;
  height: number;
  shortDay: (seconds: number) => string;
}

export function chartOptions(props: ChartProps, making: Making): uPlot.Options {
  const { colour, width, height } = making;
  const two = props.kind === "bars-and-line";
  return {
    width,
    height,
    padding: [12, two ? 0 : 12, 0, 0],
    tzDate: (seconds) => making.uplot.tzDate(new Date(seconds * 1000), "UTC"),
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 9 } },
    scales: { x: { range: xRange(props) }, y: yScale(props.top), ...(two ? { y2: yScale(undefined) } : {}) },
    series: [{}, ...props.series.map((series, index) => drawn(props, series, index, making))],
    axes: [
      dayAxis(colour, making.shortDay),
      valueAxis(colour, "y", 3, colour("line")),
      ...(two ? [valueAxis(colour, "y2", 1, null)] : []),
    ],
  };
}

function dayAxis(colour: Colour, shortDay: (seconds: number) => string): uPlot.Axis {
  return {
    stroke: colour("ink-soft"),
    font: "14px Figtree Variable, system-ui, sans-serif",
    grid: { show: false },
    ticks: { show: false },
    space: 72,
    size: 30,
    incrs: [DAY_S, 2 * DAY_S, 7 * DAY_S, 14 * DAY_S, 28 * DAY_S, 84 * DAY_S],
    values: (_, splits) => splits.map(shortDay),
  };
}

function valueAxis(colour: Colour, scale: string, side: 1 | 3, grid: string | null): uPlot.Axis {
  return {
    scale,
    side,
    stroke: colour("ink-soft"),
    font: "14px Figtree Variable, system-ui, sans-serif",
    size: AXIS_PX,
    space: 36,
    ticks: { show: false },
    grid: grid === null ? { show: false } : { stroke: grid, width: 1 },
  };
}

/** Lines differ by colour and by dash, so that nobody needs the colour. */
function drawn(props: ChartProps, series: SeriesProps, index: number, { uplot, colour }: Making): uPlot.Series {
  const stroke = colour(series.tone);
  const bars = props.kind === "bars-and-line" && index === 0;
  if (bars) {
    const paths = uplot.paths.bars?.({ size: [0.6, 28], radius: 0.15 });
    return { label: series.name, stroke, fill: colour(`${series.tone}-soft`), width: 1.5, points: { show: false }, ...(paths ? { paths } : {}) };
  }
  const dash = DASHES[props.kind === "lines" ? index % DASHES.length : 0] ?? [];
  return {
    label: series.name,
    scale: props.kind === "bars-and-line" ? "y2" : "y",
    stroke,
    width: 2.5,
    spanGaps: true,
    ...(dash.length > 0 ? { dash } : {}),
    points: { show: true, size: 7, width: 0, fill: stroke },
  };
}
