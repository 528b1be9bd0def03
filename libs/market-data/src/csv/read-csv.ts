import { setImmediate as nextTurn } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { LineSplitter } from './line-splitter.js';

/** A file as text, as bytes (UTF-8), or as a stream of either. */
export type CsvSource = string | Uint8Array | AsyncIterable<string | Uint8Array>;

/** Is given every line of a CSV in turn: its number in the file, its cells or why it has none, its text. */
export interface CsvLines {
  row(line: number, cells: readonly string[], text: string): void;
  broken(line: number, reason: string, text: string): void;
}

const CHUNK_BYTES = 65_536;
const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Reads a CSV to its end. Byte order mark, CRLF and blank lines are of no matter; comma, semicolon or tab separate,
 * as the first line does. Lines are read one by one, because no bar has a line break inside a quote: so a quote that
 * is never closed breaks its own line and not the rest of the file.
 */
export async function readCsv(source: CsvSource, lines: CsvLines): Promise<void> {
  let delimiter: string | undefined;
  const splitter = new LineSplitter({
    line(number, text) {
      if (text.trim() === '') return;
      delimiter ??= delimiterOf(text);
      const cells = cellsOf(text, delimiter);
      if (cells) lines.row(number, cells, text);
      else lines.broken(number, 'a quote stands where none may be, or is not closed', text);
    },
    tooLong: (number, start) => lines.broken(number, 'the line is too long', start),
  });
  for await (const chunk of chunksOf(source)) splitter.push(chunk);
  splitter.end();
}

/** In pieces, with a turn of the event loop after each: a long import must not hold up everything else. */
async function* chunksOf(source: CsvSource): AsyncGenerator<Uint8Array | string> {
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) {
    yield* source;
    return;
  }
  const bytes = typeof source === 'string' ? Buffer.from(source) : source;
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    yield bytes.subarray(at, at + CHUNK_BYTES);
    await nextTurn();
  }
}

function delimiterOf(header: string): string {
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))];
}

/** Undefined when the line's quotes make no sense. */
function cellsOf(line: string, delimiter: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim());
  try {
    const [cells] = parse(line, { delimiter, trim: true });
    return cells;
  } catch {
    return undefined;
  }
}
