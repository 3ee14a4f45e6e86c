// What the page and the worker say to each other.
import type { Seen } from "./wire";

export type ToWorker = { type: "load" } | { type: "look"; bitmap: ImageBitmap; timeS: number };

export type FromWorker =
  | { type: "loaded" }
  | { type: "seen"; seen: Seen; tookMs: number }
  | { type: "failed"; why: string };
