// Bundles the styles, the islands, the player and the service worker into the package.
//
// Names are stable (`player.js`, `main.css`); `manifest.json` maps each to the hash of its
// content, so that a page can ask for `player.js?v=<hash>` and keep it for a year.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { layJudgeFiles } from "./judge-files.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const home = join(here, "../src/hamstrong/web/static/build");
// Built beside its place and moved there whole: a running server never sees half a build.
const out = `${home}-${process.pid}`;
const url = "/static/build/";

const shared = {
  absWorkingDir: here,
  outdir: out,
  bundle: true,
  minify: true,
  target: ["es2022", "safari15.4", "firefox115", "chrome100"],
  legalComments: "none",
  logLevel: "warning",
  external: ["/static/*"],
  loader: { ".woff2": "file", ".svg": "file" },
  assetNames: "fonts/[name]",
};

async function namesIn(folder) {
  const files = await readdir(join(here, folder));
  return files.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
}

async function outputs() {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name !== "manifest.json")
    .map((entry) => relative(out, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/"))
    .sort();
}

async function hashOf(name) {
  const bytes = await readFile(join(out, name));
  return createHash("sha256").update(bytes).digest("hex").slice(0, 12);
}

async function hashes() {
  const names = await outputs();
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await hashOf(name)])));
}

async function buildStyles() {
  await build({
    ...shared,
    entryPoints: ["styles/main.css", "styles/player.css"],
    entryNames: "[name]",
  });
}

async function buildScripts(judgeWorker) {
  const islands = (await namesIn("src/islands")).map((name) => join("src/islands", name));
  await build({
    ...shared,
    entryPoints: [...islands, "src/player/player.ts"],
    format: "esm",
    splitting: true,
    entryNames: "[name]",
    chunkNames: "chunks/[name]-[hash]",
    define: { JUDGE_WORKER: JSON.stringify(judgeWorker) },
  });
  const islandHashes = {};
  for (const path of islands) {
    const name = path.split(/[\\/]/).pop().replace(/\.ts$/, "");
    islandHashes[name] = `${url}${name}.js?v=${await hashOf(`${name}.js`)}`;
  }
  await build({
    ...shared,
    entryPoints: ["src/app.ts"],
    format: "esm",
    define: { ISLANDS: JSON.stringify(islandHashes) },
  });
  await build({ ...shared, entryPoints: ["src/theme-boot.ts"], format: "iife" });
}

/** The worker that sees bodies, its runtime and its weights: `judge/`, kept apart by its size. */
async function buildJudge() {
  const files = await layJudgeFiles(join(out, "judge"));
  const addresses = await Promise.all(
    Object.entries(files).map(async ([key, name]) => [key, `${url}judge/${name}?v=${await hashOf(`judge/${name}`)}`]),
  );
  await build({
    ...shared,
    entryPoints: ["src/judge/worker.ts"],
    outdir: join(out, "judge"),
    format: "iife", // a classic worker: the runtime is taken in by importScripts
    define: { JUDGE_FILES: JSON.stringify(Object.fromEntries(addresses)) },
  });
  return `${url}judge/worker.js?v=${await hashOf("judge/worker.js")}`;
}

/** Chunks carry their hash in their name; everything else carries it in the query. */
function addressOf([name, hash]) {
  return name.startsWith("chunks/") || name.startsWith("fonts/") ? url + name : `${url}${name}?v=${hash}`;
}

async function buildServiceWorker() {
  // 20 MB that work with the server alone are not for offline use.
  const built = Object.entries(await hashes()).filter(([name]) => !name.startsWith("judge/"));
  const version = createHash("sha256").update(JSON.stringify(built)).digest("hex").slice(0, 12);
  await build({
    ...shared,
    entryPoints: ["src/sw.ts"],
    format: "iife",
    define: { VERSION: JSON.stringify(version), PRECACHE: JSON.stringify(built.map(addressOf)) },
  });
}

async function moveHome() {
  const old = `${out}-old`;
  await rename(home, old).catch(() => undefined); // the first build has nothing to replace
  await rename(out, home);
  await rm(old, { recursive: true, force: true });
}

try {
  await mkdir(out, { recursive: true });
  await buildStyles();
  await buildScripts(await buildJudge());
  await buildServiceWorker();
  await writeFile(join(out, "manifest.json"), `${JSON.stringify(await hashes(), null, 2)}\n`);
  await moveHome();
} finally {
  await rm(out, { recursive: true, force: true });
}
