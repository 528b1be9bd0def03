import { BAR_COLUMNS, toPlainColumn, type BarSeries, type CodedTable, type TimedAction } from '#domain';
import type { KnownRows } from '#strategy';
import type { BacktestOutcome } from './backtest-outcome.js';

/** SHA-256 in hexadecimal, given by the caller: the engine itself touches nothing of Node. */
export type Sha256 = (bytes: Uint8Array) => string;

const encoder = new TextEncoder();

/**
 * Identity of the data that a run read: symbol, timeframe and every column of every series, in their order, then the
 * same of the rows of datasets, then the splits and dividends.
 */
export function computeDataDigest(
  series: readonly BarSeries[],
  sha256: Sha256,
  known: readonly KnownRows[] = [],
  actions: readonly TimedAction[] = [],
): string {
  const parts = series.flatMap((one) => [
    text(JSON.stringify([one.symbol, one.timeframe, one.calendar, one.length])),
    ...BAR_COLUMNS.map((column) => bytesOf(one[column])),
  ]);
  const acted = actions.map(({ symbol, kind, value, at }) => text(JSON.stringify([symbol, kind, value, at])));
  return digestOf([...parts, ...known.flatMap(bytesOfRows), ...acted], sha256);
}

function bytesOfRows({ source, subject, length, publishedAt, row, columns }: KnownRows): Uint8Array[] {
  const head = text(JSON.stringify([source, subject, length]));
  return [head, bytesOf(publishedAt), bytesOf(row), ...bytesOfTable({ length, columns })];
}

/** What a result depends on, and the result. */
export interface DigestParts {
  strategyHash: string;
  engineVersion: string;
  dataDigest: string;
  /** Capital, costs, execution, seed: whatever the run read of its request. */
  settings: object;
  outcome: BacktestOutcome;
}

/** Identity of a result; equal parts give equal digests on any machine. */
export function computeResultDigest(parts: DigestParts, sha256: Sha256): string {
  const { outcome } = parts;
  const head = [parts.strategyHash, parts.engineVersion, parts.dataDigest, sortKeys(parts.settings)];
  const figures = [outcome.state, outcome.barsDone, outcome.warmupBars, sortKeys(outcome.metrics)];
  const tables = [outcome.equity, outcome.trades, outcome.openTrades, outcome.orders];
  return digestOf([text(JSON.stringify([head, figures])), ...tables.flatMap(bytesOfTable)], sha256);
}

/** Identity of a trial among those of one shape of a strategy: whatever it may differ in from another. */
export function computeTrialKey(parts: object, sha256: Sha256): string {
  return digestOf([text(JSON.stringify(sortKeys(parts)))], sha256);
}

/** Each part is hashed by itself, so that no two lists of parts run together to the same bytes. */
function digestOf(parts: readonly Uint8Array[], sha256: Sha256): string {
  return sha256(text(parts.map((part) => sha256(part)).join(' ')));
}

function bytesOfTable(table: CodedTable): Uint8Array[] {
  const names = Object.keys(table.columns).sort();
  return names.flatMap((name) => {
    const column = toPlainColumn(table.columns[name]);
    return [text(name), ArrayBuffer.isView(column) ? bytesOf(column) : text(JSON.stringify(column))];
  });
}

function bytesOf(column: Float64Array | Int32Array | Uint8Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

function text(value: string): Uint8Array {
  return encoder.encode(value);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, member]) => [key, sortKeys(member)]),
  );
}
