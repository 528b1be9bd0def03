import { BarkeepError, dateInZone, isIntraday, type Fault, type Timeframe } from '#domain';
import { createBarColumns, type BarColumns, type QuarantinedLine } from '#database';
import { readBarLine } from './bar-line.js';
import { findLayout, type ColumnMapping, type CsvLayout } from './csv-header.js';
import { faultOfSpacing, inferTimeframe } from './infer-timeframe.js';
import { readCsv, type CsvSource } from './read-csv.js';
import { createStampReader } from './stamp.js';

export interface BarsCsvOptions {
  /** Told by the spacing of the stamps when absent. */
  timeframe?: Timeframe;
  mapping?: ColumnMapping;
  /** Zone of stamps that have none of their own. */
  naiveZone: string;
  /** Zone in which instants are the dates of bars of a day and longer; UTC when absent. */
  dateZone?: string;
}

export interface BarsCsv {
  /** In order, without doubles. */
  bars: BarColumns;
  /** The line that each stood on. */
  lines: Uint32Array;
  timeframe: Timeframe;
  /** In the order of the file; the first `MAX_LISTED`. */
  rejected: QuarantinedLine[];
  rejectedCount: number;
}

const MAX_LISTED = 1_000;
const LONGEST_CONTENT = 200;
/** Open, high, low, close, volume. */
const FIELDS_PER_ROW = 5;

/**
 * Reads a CSV of bars. Lines that can't be used are reported; of several with one stamp the first counts.
 * @throws BarkeepError IMPORT_REFUSED when it is no file of bars, or not of that timeframe.
 */
export async function readBarsCsv(source: CsvSource, options: BarsCsvOptions): Promise<BarsCsv> {
  const reading = new Reading(options);
  await readCsv(source, reading);
  return reading.finish();
}

/** Refuses a file as a whole. */
export function refuse(message: string, faults: readonly Fault[] = []): BarkeepError {
  return new BarkeepError('IMPORT_REFUSED', message, { faults });
}

export function toFaults(rejected: readonly QuarantinedLine[]): Fault[] {
  return rejected.map(({ line, reason }) => ({ path: `/lines/${line}`, code: 'E_LINE', message: reason }));
}

class Reading {
  private layout: CsvLayout | undefined;
  private faults: Fault[] = [];
  private readonly readStamp;
  private readonly rejected: QuarantinedLine[] = [];
  private rejectedCount = 0;
  private readonly lines: number[] = [];
  private readonly instants: number[] = [];
  /** Dates as written, NaN where a zone decides. */
  private readonly dates: number[] = [];
  private readonly prices: number[] = [];

  constructor(private readonly options: BarsCsvOptions) {
    this.readStamp = createStampReader(options.naiveZone);
  }

  row(line: number, cells: readonly string[], text: string): void {
    if (this.faults.length > 0) return;
    if (!this.layout) {
      const found = findLayout(cells, this.options.mapping);
      if ('faults' in found) this.faults = found.faults;
      else this.layout = found.layout;
      return;
    }
    const read = readBarLine(cells, this.layout, this.readStamp);
    if ('reason' in read) {
      this.broken(line, read.reason, text);
      return;
    }
    const { bar, stamp } = read;
    this.lines.push(line);
    this.instants.push(stamp.instant);
    this.dates.push(stamp.writtenDate ?? NaN);
    this.prices.push(bar.open, bar.high, bar.low, bar.close, bar.volume);
  }

  broken(line: number, reason: string, text: string): void {
    this.rejectedCount += 1;
    if (this.rejected.length < MAX_LISTED)
      this.rejected.push({ line, reason, content: text.slice(0, LONGEST_CONTENT) });
  }

  finish(): BarsCsv {
    if (this.faults.length > 0) throw refuse('The header does not name the columns of bars', this.faults);
    if (!this.layout) throw refuse('The file is empty');
    if (this.lines.length === 0) {
      if (this.rejectedCount === 0) throw refuse('The file has a header but no bars');
      throw refuse('The file has no line that is a bar', toFaults(this.rejected));
    }
    const stamps = Float64Array.from(this.instants).sort();
    const timeframe = this.options.timeframe ?? inferTimeframe(stamps);
    if (!timeframe) throw refuse('The spacing of the stamps tells no timeframe: say which it is');
    const fault = faultOfSpacing(stamps, timeframe);
    if (fault)
      throw refuse(`The file is not of the timeframe: ${fault}`, [
        { path: '/timeframe', code: 'E_TIMEFRAME', message: fault },
      ]);
    const { bars, lines } = this.inOrder(this.openTimes(timeframe));
    this.rejected.sort((one, other) => one.line - other.line);
    return { bars, lines, timeframe, rejected: this.rejected, rejectedCount: this.rejectedCount };
  }

  private openTimes(timeframe: Timeframe): Float64Array {
    if (isIntraday(timeframe)) return Float64Array.from(this.instants);
    const zone = this.options.dateZone ?? 'UTC';
    return Float64Array.from(this.instants, (instant, row) => {
      return Number.isNaN(this.dates[row]) ? Date.parse(dateInZone(instant, zone)) : this.dates[row];
    });
  }

  private inOrder(openTimes: Float64Array): Pick<BarsCsv, 'bars' | 'lines'> {
    const rows = Uint32Array.from(openTimes, (_, row) => row);
    if (openTimes.some((time, row) => row > 0 && time <= openTimes[row - 1])) {
      rows.sort((one, other) => openTimes[one] - openTimes[other] || one - other);
    }
    const kept = rows.filter((row, place) => {
      const before = rows[place - 1];
      if (place === 0 || openTimes[row] !== openTimes[before]) return true;
      this.broken(this.lines[row], `the stamp was already on line ${this.lines[before]}`, this.textOf(row));
      return false;
    });
    const bars = createBarColumns(kept.length);
    const columns = [bars.open, bars.high, bars.low, bars.close, bars.volume];
    kept.forEach((row, place) => {
      bars.openTime[place] = openTimes[row];
      columns.forEach((column, index) => (column[place] = this.prices[row * FIELDS_PER_ROW + index]));
    });
    return { bars, lines: kept.map((row) => this.lines[row]) };
  }

  /** A line that was read, as it was understood. */
  private textOf(row: number): string {
    const values = this.prices.slice(row * FIELDS_PER_ROW, (row + 1) * FIELDS_PER_ROW);
    return [new Date(this.instants[row]).toISOString(), ...values].join(',');
  }
}
