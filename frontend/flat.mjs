// Writes FlatBuffers front to back: each table, then what it points to. Enough to put a new root
// before a file that is kept as it is, because FlatBuffers only point forwards and by distance.
// Source of the layout: the FlatBuffers specification, "Internals".

export const table = (fields) => ({ kind: "table", fields });
export const list = (items) => ({ kind: "list", items });
export const numbers = (values) => ({ kind: "numbers", values });
export const bytes = (data) => ({ kind: "bytes", data });
export const string = (text) => ({ kind: "string", data: Buffer.from(text) });
/** Something at this place of the file that is kept behind. */
export const kept = (place) => ({ kind: "kept", place });

const ALIGNED = 16;

class Writer {
  #out = Buffer.alloc(1 << 16);
  #end = 8;
  #kept = [];

  #room(length, align = 4, before = 0) {
    while ((this.#end + before) % align) this.#end++;
    const at = this.#end;
    this.#end += length;
    if (this.#end > this.#out.length) throw new RangeError("The new head of the file is too long.");
    return at;
  }

  #point(field, node) {
    if (node.kind === "kept") this.#kept.push([field, node.place]);
    else this.#out.writeUInt32LE(this.put(node) - field, field);
  }

  /** Where the node is. A table's fields are [slot, number or node], each in four bytes. */
  put(node) {
    if (node.kind === "table") return this.#table(node.fields);
    if (node.kind === "list") return this.#list(node.items);
    if (node.kind === "numbers") return this.#numbers(node.values);
    return this.#bytes(node);
  }

  #table(fields) {
    const slots = Math.max(...fields.map(([slot]) => slot)) + 1;
    const size = 4 + 4 * fields.length;
    const index = this.#room(4 + 2 * slots);
    const at = this.#room(size);
    this.#out.writeUInt16LE(4 + 2 * slots, index);
    this.#out.writeUInt16LE(size, index + 2);
    this.#out.writeInt32LE(at - index, at);
    fields.forEach(([slot], number) => this.#out.writeUInt16LE(4 + 4 * number, index + 4 + 2 * slot));
    fields.forEach(([, value], number) => {
      const field = at + 4 + 4 * number;
      if (typeof value === "number") this.#out.writeUInt32LE(value, field);
      else this.#point(field, value);
    });
    return at;
  }

  #list(items) {
    const at = this.#room(4 + 4 * items.length);
    this.#out.writeUInt32LE(items.length, at);
    items.forEach((item, number) => this.#point(at + 4 + 4 * number, item));
    return at;
  }

  #numbers(values) {
    const at = this.#room(4 + 4 * values.length);
    this.#out.writeUInt32LE(values.length, at);
    values.forEach((value, number) => this.#out.writeFloatLE(value, at + 4 + 4 * number));
    return at;
  }

  #bytes({ kind, data }) {
    const at = this.#room(4 + data.length + (kind === "string" ? 1 : 0), ALIGNED, 4);
    this.#out.writeUInt32LE(data.length, at);
    data.copy(this.#out, at + 4);
    return at;
  }

  file(root, identifier, rest) {
    this.#out.write(identifier, 4, "latin1");
    this.#out.writeUInt32LE(this.put(root), 0);
    const head = this.#room(0, ALIGNED);
    for (const [field, place] of this.#kept) this.#out.writeUInt32LE(head + place - field, field);
    return Buffer.concat([this.#out.subarray(0, head), rest]);
  }
}

/** A file with this root and this identifier of four letters; `rest` follows, byte for byte. */
export function flatFile(root, identifier, rest = Buffer.alloc(0)) {
  return new Writer().file(root, identifier, rest);
}

/** Reads the table at `at`: where a slot's value lies, 0 without one. */
export function slotsOf(file, at) {
  const index = at - file.readInt32LE(at);
  const size = file.readUInt16LE(index);
  return (slot) => {
    const entry = 4 + 2 * slot;
    const offset = entry < size ? file.readUInt16LE(index + entry) : 0;
    return offset ? at + offset : 0;
  };
}

/** What the field at `field` points to. */
export const target = (file, field) => field + file.readUInt32LE(field);

/** Where each item of a list of tables is; none without the list. */
export function itemsOf(file, field) {
  if (!field) return [];
  const at = target(file, field);
  return Array.from({ length: file.readUInt32LE(at) }, (_, number) => target(file, at + 4 + 4 * number));
}
