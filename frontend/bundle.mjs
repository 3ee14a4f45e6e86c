// Makes the bundle that the browser's runtime reads from the weights of the pose model.
//
// The runtime asks each network how pixels are scaled, and the weights do not say: a piece of
// metadata is put before each file (TensorFlow Lite's metadata schema), and both are stored in a
// zip. The same weights give the same bundle; its hash is in weights.json.
import { bytes, flatFile, itemsOf, kept, list, numbers, slotsOf, string, table, target } from "./flat.mjs";

/** The slots of TensorFlow Lite's `Model` (schema.fbs); all but `version` point somewhere. */
const MODEL = { version: 0, codes: 1, graphs: 2, description: 3, buffers: 4, oldMetadata: 5, metadata: 6, signatures: 7 };
const GRAPH_OUTPUTS = 2;
const IMAGE = 2;
const RGB = 1;
const NORMALIZED = 1;

/** What is said of a network: its one input is an RGB picture, of which `mean` is taken and which
 * is divided by `std`; and how many outputs it has. */
function metadata({ name, mean, std, outputs }) {
  const picture = table([[0, IMAGE], [1, table([[0, RGB]])]]);
  const scaling = table([[0, NORMALIZED], [1, table([[0, numbers([mean])], [1, numbers([std])]])]]);
  const input = table([[0, string("image")], [3, picture], [4, list([scaling])]]);
  const out = Array.from({ length: outputs }, (_, number) => table([[0, string(`output_${number}`)]]));
  const graph = table([[2, list([input])], [3, list(out)]]);
  return flatFile(table([[0, string(name)], [3, list([graph])], [7, string("1.0.0")]]), "M001");
}

function outputsOf(file, slot) {
  const [graph] = itemsOf(file, slot(MODEL.graphs));
  return file.readUInt32LE(target(file, slotsOf(file, graph)(GRAPH_OUTPUTS)));
}

/** The file with what is said of it; its own bytes stay as they are, behind a new root. */
export function described(file, { name, mean, std }) {
  const slot = slotsOf(file, target(file, 0));
  const said = metadata({ name, mean, std, outputs: outputsOf(file, slot) });
  const buffers = itemsOf(file, slot(MODEL.buffers)).map(kept);
  const entry = table([[0, string("TFLITE_METADATA")], [1, buffers.length]]);
  const same = [MODEL.codes, MODEL.graphs, MODEL.description, MODEL.oldMetadata, MODEL.signatures]
    .filter((number) => slot(number))
    .map((number) => [number, kept(target(file, slot(number)))]);
  const root = table([
    [MODEL.version, file.readUInt32LE(slot(MODEL.version))],
    ...same,
    [MODEL.buffers, list([...buffers, table([[0, bytes(said)]])])],
    [MODEL.metadata, list([...itemsOf(file, slot(MODEL.metadata)).map(kept), entry])],
  ]);
  return flatFile(root, "TFL3", file);
}

const CRC = Uint32Array.from({ length: 256 }, (_, number) => {
  let value = number;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(data) {
  let value = 0xffffffff;
  for (const byte of data) value = CRC[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

const NEW_YEAR_1980 = 0x21;

/** The part that the local header and the directory of a zip share. */
function zipEntry(name, data) {
  const entry = Buffer.alloc(26);
  entry.writeUInt16LE(20, 0); // version 2.0, no flags, stored
  entry.writeUInt16LE(NEW_YEAR_1980, 8);
  entry.writeUInt32LE(crc32(data), 10);
  entry.writeUInt32LE(data.length, 14);
  entry.writeUInt32LE(data.length, 18);
  entry.writeUInt16LE(Buffer.byteLength(name), 22);
  return entry;
}

/** A zip in which files are stored as they are, for the runtime reads them in place. */
export function zip(files) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const [name, data] of files) {
    const entry = zipEntry(name, data);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    parts.push(Buffer.from("PK\x03\x04", "latin1"), entry, Buffer.from(name), data);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), entry, place, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + data.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, index, end]);
}

/** The bundle of a detector and a landmark network. Scales as MediaPipe's own graphs have them. */
export function poseBundle(detector, landmarks) {
  return zip([
    ["pose_detector.tflite", described(detector, { name: "pose_detector", mean: 127.5, std: 127.5 })],
    ["pose_landmarks_detector.tflite", described(landmarks, { name: "pose_landmarks_detector", mean: 0, std: 255 })],
  ]);
}
