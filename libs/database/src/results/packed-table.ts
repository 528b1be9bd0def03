import { deflate, inflate } from 'node:zlib';
import { promisify } from 'node:util';
import type { Column, ColumnTable } from '#domain';

const deflateBytes = promisify(deflate);
const inflateBytes = promisify(inflate);

/**
 * Layout: u32 length of the header, header as JSON, then the columns' bytes. The bytes of a column are regrouped by
 * significance (all first bytes, all second bytes, …), which deflates prices and times several times better. Texts are
 * numbers into a list in the header. Numbers are little-endian, as on every machine that Node runs on.
 */
interface Header {
  length: number;
  columns: { name: string; type: ColumnType; texts?: string[] }[];
}

type ColumnType = 'f64' | 'i32' | 'u8' | 'text';

const ARRAY_OF = { f64: Float64Array, i32: Int32Array, u8: Uint8Array, text: Int32Array } as const;
/** Fast, and within a few percent of the best on regrouped bytes. */
const LEVEL = 3;

export async function packTable(table: ColumnTable): Promise<Buffer> {
  const header: Header = { length: table.length, columns: [] };
  const parts: Uint8Array[] = [];
  for (const [name, column] of Object.entries(table.columns)) {
    if (column.length !== table.length)
      throw new RangeError(`column ${name} has another length than its table`);
    const { type, numbers, texts } = toNumbers(column);
    header.columns.push({ name, type, texts });
    parts.push(regroup(numbers));
  }
  const head = Buffer.from(JSON.stringify(header));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(head.length);
  return deflateBytes(Buffer.concat([size, head, ...parts]), { level: LEVEL });
}

export async function unpackTable(packed: Buffer): Promise<ColumnTable> {
  const bytes = await inflateBytes(packed);
  let at = 4 + bytes.readUInt32LE(0);
  const header = JSON.parse(bytes.toString('utf8', 4, at)) as Header;
  const columns: Record<string, Column> = {};
  for (const { name, type, texts } of header.columns) {
    const numbers = new ARRAY_OF[type](header.length);
    ungroup(bytes.subarray(at, at + numbers.byteLength), numbers);
    at += numbers.byteLength;
    columns[name] = texts ? Array.from(numbers, (index) => texts[index]) : numbers;
  }
  return { length: header.length, columns };
}

type Numbers = Float64Array | Int32Array | Uint8Array;

function toNumbers(column: Column): { type: ColumnType; numbers: Numbers; texts?: string[] } {
  if (column instanceof Float64Array) return { type: 'f64', numbers: column };
  if (column instanceof Int32Array) return { type: 'i32', numbers: column };
  if (column instanceof Uint8Array) return { type: 'u8', numbers: column };
  const places = new Map<string, number>();
  const numbers = Int32Array.from(column, (text) => {
    if (!places.has(text)) places.set(text, places.size);
    return places.get(text)!;
  });
  return { type: 'text', numbers, texts: [...places.keys()] };
}

function regroup(numbers: Numbers): Uint8Array {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  const width = numbers.BYTES_PER_ELEMENT;
  const grouped = new Uint8Array(bytes.length);
  for (let plane = 0, to = 0; plane < width; plane += 1) {
    for (let from = plane; from < bytes.length; from += width) grouped[to++] = bytes[from];
  }
  return grouped;
}

function ungroup(grouped: Uint8Array, numbers: Numbers): void {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  const width = numbers.BYTES_PER_ELEMENT;
  for (let plane = 0, from = 0; plane < width; plane += 1) {
    for (let to = plane; to < bytes.length; to += width) bytes[to] = grouped[from++];
  }
}
