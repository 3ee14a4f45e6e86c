// Compiles every `*.test.ts` with esbuild and runs them with Node's own test runner.
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const files = await readdir(join(here, "src"), { recursive: true });
const tests = files.filter((name) => name.endsWith(".test.ts")).map((name) => join("src", name));
const out = await mkdtemp(join(tmpdir(), "hamstrong-test-"));
try {
  await build({
    absWorkingDir: here,
    entryPoints: tests,
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "inline",
    logLevel: "warning",
  });
  const built = (await readdir(out, { recursive: true })).filter((name) => name.endsWith(".mjs"));
  const run = spawnSync(
    process.execPath,
    ["--enable-source-maps", "--test", ...built.map((name) => join(out, name))],
    { stdio: "inherit" },
  );
  process.exitCode = run.status ?? 1;
} finally {
  await rm(out, { recursive: true, force: true });
}
