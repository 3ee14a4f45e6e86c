// Sees bodies in pictures, off the page's thread. One picture at a time: the page sends the next
// when this one is done, so that pictures are dropped and never queued.
import { PoseLandmarker, type PoseLandmarkerResult } from "@mediapipe/tasks-vision";
import type { FromWorker, ToWorker } from "./messages";
import { COLUMNS, LANDMARKS } from "./wire";

const worker = self as unknown as DedicatedWorkerGlobalScope;
let landmarker: PoseLandmarker | undefined;
let lastMs = 0;

function post(message: FromWorker, transfer: Transferable[] = []): void {
  worker.postMessage(message, transfer);
}

async function load(): Promise<void> {
  landmarker = await PoseLandmarker.createFromOptions(
    { wasmLoaderPath: JUDGE_FILES.loader, wasmBinaryPath: JUDGE_FILES.binary },
    { baseOptions: { modelAssetPath: JUDGE_FILES.model, delegate: "CPU" }, runningMode: "VIDEO", numPoses: 1 },
  );
  post({ type: "loaded" });
}

/** In pixels, for shares of width and height would bend angles. z is on the scale of x. */
function inPixels(result: PoseLandmarkerResult, width: number, height: number): Float32Array | null {
  const [body] = result.landmarks;
  if (!body || body.length !== LANDMARKS) return null;
  const points = new Float32Array(LANDMARKS * COLUMNS);
  body.forEach(({ x, y, z, visibility }, row) => {
    points.set([x * width, y * height, z * width, visibility ?? 0], row * COLUMNS);
  });
  return points;
}

function look(bitmap: ImageBitmap, timeS: number): void {
  if (!landmarker) return;
  const begun = performance.now();
  const { width, height } = bitmap;
  lastMs = Math.max(timeS * 1000, lastMs + 1); // the tracker refuses a time that it has had
  const points = inPixels(landmarker.detectForVideo(bitmap, lastMs), width, height);
  bitmap.close();
  const message: FromWorker = { type: "seen", seen: { timeS, width, height, points }, tookMs: performance.now() - begun };
  post(message, points ? [points.buffer] : []);
}

worker.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  try {
    if (data.type === "look") look(data.bitmap, data.timeS);
    else load().catch((error: unknown) => post({ type: "failed", why: String(error) }));
  } catch (error) {
    post({ type: "failed", why: String(error) });
  }
});
