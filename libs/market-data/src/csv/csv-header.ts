import type { Fault } from '#domain';

/** What a bar is read from. */
export const CSV_FIELDS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

export type CsvField = (typeof CSV_FIELDS)[number];

/** Which column of the file holds a field, by the name in its header. */
export type ColumnMapping = Partial<Record<CsvField, string>>;

/** Where the fields stand in a row. */
export interface CsvLayout {
  width: number;
  time: number;
  /** A second column with the time of day, where the first holds only the date. */
  clock: number | undefined;
  open: number;
  high: number;
  low: number;
  close: number;
  /** Undefined in files without volume: it counts as zero. */
  volume: number | undefined;
}

/** Names by which fields are known, the best first, written without case, blanks and signs. */
const NAMES: Readonly<Record<CsvField, readonly string[]>> = {
  time: ['datetime', 'timestamp', 'date', 'time', 'opentime'],
  open: ['open', 'o'],
  high: ['high', 'h'],
  low: ['low', 'l'],
  close: ['close', 'c'],
  volume: ['volume', 'vol', 'v'],
};

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Finds the fields in a header; the faults say which are missing. An adjusted close is never taken for the close. */
export function findLayout(
  header: readonly string[],
  mapping: ColumnMapping = {},
): { layout: CsvLayout } | { faults: Fault[] } {
  const names = header.map(plain);
  const faults: Fault[] = [];
  const find = (field: CsvField): number => {
    const wanted = mapping[field];
    const candidates = wanted === undefined ? NAMES[field] : [plain(wanted)];
    const place = candidates.map((name) => names.indexOf(name)).find((index) => index >= 0) ?? -1;
    if (place < 0 && (field !== 'volume' || wanted !== undefined))
      faults.push(missing(field, wanted, header));
    return place;
  };
  const [time, open, high, low, close, volume] = CSV_FIELDS.map(find);
  if (faults.length > 0) return { faults };
  const clock = mapping.time === undefined && names[time] === 'date' ? names.indexOf('time') : -1;
  return {
    layout: {
      width: header.length,
      time,
      clock: clock < 0 ? undefined : clock,
      open,
      high,
      low,
      close,
      volume: volume < 0 ? undefined : volume,
    },
  };
}

function missing(field: CsvField, wanted: string | undefined, header: readonly string[]): Fault {
  const shown = header.slice(0, 20).join(', ').slice(0, 200);
  return {
    path: '/lines/1',
    code: 'E_HEADER',
    message: `the header has no column ${wanted ?? NAMES[field].join(' or ')} for the ${field}; it has: ${shown}`,
    hint: `name the column: mapping.${field}=<column> over HTTP, --columns ${field}:<column> on the command line`,
  };
}
