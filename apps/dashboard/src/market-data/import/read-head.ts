import { parse } from 'csv-parse/browser/esm/sync';

const TIMEFRAMES = '1m|5m|15m|30m|1h|1d|1w|1mo';
const NAME = new RegExp(`^([A-Z0-9^][A-Z0-9.^=-]{0,31})_(${TIMEFRAMES})\\.`);
const HEAD_BYTES = 16_384;
const LINES = 7;

/** `ACME_1d.csv` names its symbol and timeframe. */
export function namedBy(fileName: string): { symbol: string; timeframe: string } | undefined {
  const found = NAME.exec(fileName);
  return found ? { symbol: found[1], timeframe: found[2] } : undefined;
}

/** The header and the first lines of a file with commas, semicolons or tabs. @throws Error where it is no such file. */
export async function readHead(file: Blob): Promise<string[][]> {
  const head = await file.slice(0, HEAD_BYTES).text();
  // The last line of a piece may be half of one.
  const whole = file.size > HEAD_BYTES ? head.slice(0, head.lastIndexOf('\n')) : head;
  return parse(whole, {
    bom: true,
    to: LINES,
    delimiter: [',', ';', '\t'],
    relax_column_count: true,
    trim: true,
  });
}
