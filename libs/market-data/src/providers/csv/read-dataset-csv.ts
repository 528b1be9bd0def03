import { createReadStream } from 'node:fs';
import { parse, type CsvError, type Info } from 'csv-parse';
import { datasetDefinition, kindOf, toColumnName, type ColumnSpec, type RowDataset } from '#domain';
import { ProviderError } from '../provider-error.js';
import type { DraftRow } from '../rows/read-columns.js';
import { readCell } from './read-cell.js';

/** A line of a file that is no row, and why. */
export interface RejectedRow {
  /** Empty where the line does not say it. */
  subject: string;
  raw: string;
  reason: string;
}

export interface DatasetCsv<Name extends RowDataset> {
  drafts: DraftRow<Name>[];
  rejected: RejectedRow[];
}

interface ParsedRecord {
  record: string[];
  info: Info;
  raw: string;
}

/** A column of the file: its name in code, and what it holds. */
type Column = readonly [name: string, spec: ColumnSpec];

const SUBJECT_COLUMNS = { instrument: 'symbol', series: 'series', world: undefined } as const;
const LONGEST_RAW = 500;
/** Longer than any transcript of a call; keeps a quote that is never closed from filling the memory. */
const LONGEST_ROW = 4_000_000;

/**
 * Reads a file of a dataset: a header with the columns' names in snake_case, then a row for each line; a cell in quotes
 * may have several. `subject` is whom all rows are about where the file has no column of it.
 * @throws ProviderError `misunderstood` when the header is not the dataset's, `outage` when the file can't be read.
 */
export async function readDatasetCsv<Name extends RowDataset>(
  file: string,
  dataset: Name,
  subject: string | undefined,
  signal: AbortSignal,
): Promise<DatasetCsv<Name>> {
  const reading = new Reading<Name>(dataset, subject);
  const parser = parse({
    ...{ bom: true, trim: true, info: true, raw: true, relax_column_count: true, skip_empty_lines: true },
    ...{ relax_quotes: true, max_record_size: LONGEST_ROW },
  });
  const source = createReadStream(file, { signal });
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const record of source.pipe(parser)) reading.take(record as ParsedRecord);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ProviderError) throw error;
    const isOfCsv = (error as Partial<CsvError>).code?.startsWith('CSV_');
    if (isOfCsv)
      throw new ProviderError('csv', 'misunderstood', `the file is no CSV: ${(error as Error).message}`);
    throw new ProviderError('csv', 'outage', 'the file could not be read');
  } finally {
    source.destroy();
  }
  return reading;
}

class Reading<Name extends RowDataset> implements DatasetCsv<Name> {
  readonly drafts: DraftRow<Name>[] = [];
  readonly rejected: RejectedRow[] = [];
  private columns: readonly Column[] | undefined;
  private readonly subjectColumn: string | undefined;

  constructor(
    private readonly dataset: Name,
    private readonly subject: string | undefined,
  ) {
    this.subjectColumn = SUBJECT_COLUMNS[datasetDefinition(dataset).subject];
  }

  take({ record, info, raw }: ParsedRecord): void {
    if (this.columns) this.read(this.columns, record, info.lines, raw);
    else this.columns = this.readHeader(record);
  }

  private readHeader(header: readonly string[]): Column[] {
    const definition = datasetDefinition(this.dataset);
    const known = new Map(
      Object.entries(definition.columns).map((column) => [toColumnName(column[0]), column]),
    );
    if (this.subjectColumn) known.set(this.subjectColumn, [this.subjectColumn, 'text!']);
    const strangers = header.filter((name) => !known.has(name));
    const isGiven = (name: string) => name === this.subjectColumn && this.subject !== undefined;
    const lacking = [...known].filter(
      ([name, [, spec]]) => spec.endsWith('!') && !header.includes(name) && !isGiven(name),
    );
    const faults = [
      ...strangers.map((name) => `${this.dataset} has no column ${name.slice(0, 40)}`),
      ...lacking.map(([name]) => `the column ${name} is missing`),
    ];
    if (faults.length > 0) throw new ProviderError('csv', 'misunderstood', faults.join('; '));
    return header.map((name) => known.get(name)!);
  }

  private read(columns: readonly Column[], record: readonly string[], line: number, raw: string): void {
    const draft: Record<string, unknown> = this.subjectColumn ? { [this.subjectColumn]: this.subject } : {};
    const faults: string[] = [];
    if (record.length !== columns.length)
      faults.push(`it has ${record.length} columns, the header ${columns.length}`);
    columns.slice(0, record.length).forEach(([name, spec], place) => {
      const cell = readCell(kindOf(spec), record[place]);
      if ('expected' in cell) faults.push(`${toColumnName(name)} is not ${cell.expected}`);
      else if (cell.value === null && spec.endsWith('!')) faults.push(`${toColumnName(name)} is empty`);
      else draft[name] = cell.value;
    });
    const about = draft[this.subjectColumn ?? ''];
    if (faults.length === 0) this.drafts.push(draft as DraftRow<Name>);
    else
      this.rejected.push({
        subject: typeof about === 'string' ? about : '',
        raw: raw.trim().slice(0, LONGEST_RAW),
        reason: `line ${line}: ${faults.join(', ')}`,
      });
  }
}
