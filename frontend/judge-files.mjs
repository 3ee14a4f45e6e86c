// Lays what the browser's eyes need into the build: the runtime as it came, and the bundle made
// from the weights. Everything is on this machine already; nothing is fetched here.
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { poseBundle } from "./bundle.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const list = join(here, "../src/hamstrong/adapters/eyes/weights.json");
const RUNTIME = "@mediapipe/tasks-vision/wasm";
/** Devices without SIMD are far too slow for the model, so its other form is left out. */
const LOADER = "vision_wasm_internal.js";
const BINARY = "vision_wasm_internal.wasm";

const hashOf = (bytes) => createHash("sha256").update(bytes).digest("hex");

async function weights(about, name) {
  const { from, sha256 } = about.files[name];
  const bytes = await readFile(join(modules, about.package, from));
  if (hashOf(bytes) !== sha256) throw new Error(`${from} is not the file that weights.json names.`);
  return bytes;
}

async function bundle(about) {
  const { name, detector, landmarks, sha256 } = about.bundle;
  const bytes = poseBundle(await weights(about, detector), await weights(about, landmarks));
  if (hashOf(bytes) !== sha256) {
    throw new Error(`${name} came out otherwise than weights.json says: its hash is ${hashOf(bytes)}.`);
  }
  return bytes;
}

/** Names in `folder` of what was laid there. */
export async function layJudgeFiles(folder) {
  const about = JSON.parse(await readFile(list, "utf8"));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, about.bundle.name), await bundle(about));
  for (const name of [LOADER, BINARY]) await copyFile(join(modules, RUNTIME, name), join(folder, name));
  return { loader: LOADER, binary: BINARY, model: about.bundle.name };
}
