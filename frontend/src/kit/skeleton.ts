// A body of landmarks as lines: which points are joined, and where they lie in a picture.

export type Point = [x: number, y: number, seen: number];

export interface Moment {
  t: number;
  p: Point[] | null;
  a: Measure | null;
  h: Measure | null;
}

export interface Measure {
  value: number;
  plus_minus: number;
}

export interface Stretch {
  kind: "valid" | "lost" | "unseen";
  from: number;
  to: number;
  criterion: string | null;
}

export interface Replay {
  landmarks: string[];
  width: number;
  height: number;
  start_s: number;
  moments: Moment[];
  stretches: Stretch[];
}

export interface Bone {
  from: number;
  to: number;
  side: "left" | "right" | "middle";
}

/** Below this a point is a guess, and is not drawn. */
const LEAST_SEEN = 0.2;
const CHAINS = [
  ["wrist", "elbow", "shoulder", "hip", "knee", "ankle", "heel", "toe"],
  ["ankle", "toe"],
] as const;

export function bonesOf(landmarks: readonly string[]): Bone[] {
  const bones: Bone[] = [];
  for (const side of ["left", "right"] as const) {
    for (const chain of CHAINS) {
      chain.slice(1).forEach((part, n) => {
        const from = landmarks.indexOf(`${side}_${chain[n]}`);
        const to = landmarks.indexOf(`${side}_${part}`);
        if (from >= 0 && to >= 0) bones.push({ from, to, side });
      });
    }
  }
  for (const part of ["shoulder", "hip"]) {
    const from = landmarks.indexOf(`left_${part}`);
    const to = landmarks.indexOf(`right_${part}`);
    if (from >= 0 && to >= 0) bones.push({ from, to, side: "middle" });
  }
  return bones;
}

export function isSeen(point: Point | undefined): point is Point {
  return point !== undefined && point[2] >= LEAST_SEEN;
}

/** The box that holds every body of a hold, with air around it: x, y, width, height. */
export function boxOf(moments: readonly Moment[]): [number, number, number, number] {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const { p } of moments) {
    for (const point of p ?? []) {
      if (!isSeen(point)) continue;
      xs.push(point[0]);
      ys.push(point[1]);
    }
  }
  if (xs.length === 0) return [0, 0, 1, 1];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const air = 0.08 * Math.max(right - left, bottom - top, 1);
  return [left - air, top - air, right - left + 2 * air, bottom - top + 2 * air];
}

/** The last moment that is not after a time, seconds; the first one before all of them. */
export function momentAt(moments: readonly Moment[], time: number): Moment | undefined {
  let [low, high] = [0, moments.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((moments[middle]?.t ?? Infinity) <= time) low = middle;
    else high = middle - 1;
  }
  return moments[low];
}

export function stretchAt(stretches: readonly Stretch[], time: number): Stretch | undefined {
  return stretches.find((stretch) => stretch.from <= time && time <= stretch.to);
}
