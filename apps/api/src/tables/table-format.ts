import { BarkeepError } from '#domain';
import { encodeArrow } from './arrow.js';
import { encodeCsv } from './csv.js';
import { encodeParquet } from './parquet.js';
import type { TableBatches, TableColumn } from './table.js';

interface FileFormat {
  readonly media: string;
  readonly extension: string;
  encode(columns: readonly TableColumn[], batches: TableBatches): AsyncIterable<string | Uint8Array>;
}

/** Tables as files; JSON is given by pages. */
export const FILE_FORMATS = {
  csv: { media: 'text/csv', extension: 'csv', encode: encodeCsv },
  arrow: { media: 'application/vnd.apache.arrow.stream', extension: 'arrows', encode: encodeArrow },
  parquet: { media: 'application/vnd.apache.parquet', extension: 'parquet', encode: encodeParquet },
} as const satisfies Record<string, FileFormat>;

export type FileFormatName = keyof typeof FILE_FORMATS;
export type TableFormat = 'json' | FileFormatName;

export const TABLE_FORMATS: readonly TableFormat[] = [
  'json',
  ...(Object.keys(FILE_FORMATS) as FileFormatName[]),
];
const WORDS = `${TABLE_FORMATS.slice(0, -1).join(', ')} or ${TABLE_FORMATS.at(-1)}`;

const FORMAT_OF_MEDIA: ReadonlyMap<string, TableFormat> = new Map(
  Object.entries<TableFormat>({
    'application/json': 'json',
    'application/*': 'json',
    '*/*': 'json',
    'text/*': 'csv',
    ...Object.fromEntries(Object.entries(FILE_FORMATS).map(([name, { media }]) => [media, name])),
  }),
);

/**
 * How a table is asked for: `?format=` before the Accept header, whose order counts; without either, JSON.
 * @throws BarkeepError PARAMETER_INVALID for a format, MEDIA_NOT_ACCEPTABLE for a header that we can't answer.
 */
export function tableFormatOf(format: string | undefined, accept: string | undefined): TableFormat {
  if (format !== undefined) return requireFormat(format);
  const wanted = (accept || '*/*').split(',').map((media) => media.split(';', 1)[0].trim().toLowerCase());
  const found = wanted.map((media) => FORMAT_OF_MEDIA.get(media)).find(Boolean);
  if (found) return found;
  throw new BarkeepError('MEDIA_NOT_ACCEPTABLE', `This address answers ${WORDS}.`);
}

function requireFormat(format: string): TableFormat {
  const found = TABLE_FORMATS.find((name) => name === format);
  if (found) return found;
  const message = `format has to be ${WORDS}`;
  throw new BarkeepError('PARAMETER_INVALID', `${message}.`, {
    faults: [{ path: '/format', code: 'E_SCHEMA', message }],
  });
}
