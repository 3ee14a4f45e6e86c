// The body as lines over the camera's picture, in the colour of the worst criterion.
import { COLUMNS, type Seen } from "./wire";

/** By BlazePose's numbers: trunk, arms, legs, feet. */
const BONES: readonly (readonly [number, number])[] = [
  [11, 12], [11, 23], [12, 24], [23, 24],
  [11, 13], [13, 15], [12, 14], [14, 16],
  [23, 25], [25, 27], [24, 26], [26, 28],
  [27, 29], [29, 31], [28, 30], [30, 32],
];
/** Less visible than this, a point is guessed and not drawn. */
const VISIBLE = 0.5;
/** Of the picture's width. */
const LINE = 0.014;

interface Point {
  x: number;
  y: number;
}

function pointAt(points: Float32Array, row: number): Point | null {
  const [x = 0, y = 0, , visibility = 0] = points.subarray(row * COLUMNS, (row + 1) * COLUMNS);
  return visibility >= VISIBLE ? { x, y } : null;
}

/** Draws on a canvas that lies over the picture; its colour is that of its own text. */
export function drawOutline(canvas: HTMLCanvasElement, { points, width, height }: Seen): void {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.clearRect(0, 0, width, height);
  if (!points) return;
  pen.strokeStyle = getComputedStyle(canvas).color;
  pen.lineWidth = LINE * width;
  pen.lineCap = "round";
  pen.beginPath();
  for (const [from, to] of BONES) {
    const start = pointAt(points, from);
    const end = pointAt(points, to);
    if (!start || !end) continue;
    pen.moveTo(start.x, start.y);
    pen.lineTo(end.x, end.y);
  }
  pen.stroke();
}
