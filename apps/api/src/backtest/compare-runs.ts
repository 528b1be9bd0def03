import type { StoredBacktest } from '#database';
import { toIso } from '../tasks/instants.js';
import type { ColumnTable } from '#domain';
import { isMembers } from './run-members.js';

/** A field in which two runs differ: `strategy_hash`, `request/costs/spread`, `metrics/return_pct`, `trades/3/pnl`. */
export interface RunDifference {
  field: string;
  was: unknown;
  is: unknown;
}

/** Members of the request that say how the data was to be found; what was found is in the digest. */
const LOOKUPS = new Set(['asOf', 'tags']);

/**
 * What differs between two results, in the order in which one thing leads to another: strategy, engine, request, data,
 * then metrics, then the first difference of each table. Equal digests with an equal head mean equal results.
 */
export function compareRuns(first: StoredBacktest, second: StoredBacktest): RunDifference[] {
  const heads = (
    ['strategyHash', 'engineVersion', 'dataDigest', 'warmupBars', 'barsTotal', 'partial'] as const
  ).flatMap((name) => differenceOf(toSnake(name), first[name], second[name]));
  const requests = compareMembers('request', withoutLookups(first.request), withoutLookups(second.request));
  if (first.resultDigest === second.resultDigest) return [...heads, ...requests];
  const tables = (['equity', 'trades', 'openTrades', 'orders'] as const).flatMap((name) =>
    compareTables(toSnake(name), first[name], second[name]),
  );
  const found = [
    ...heads,
    ...requests,
    ...compareMembers('metrics', first.metrics, second.metrics),
    ...tables,
  ];
  return [...found, ...differenceOf('result_digest', first.resultDigest, second.resultDigest)];
}

function compareMembers(path: string, first: object, second: object): RunDifference[] {
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])].sort();
  return names.flatMap((name) => {
    const [was, is] = [first, second].map((one) => (one as Record<string, unknown>)[name]);
    const field = `${path}/${toSnake(name)}`;
    return isMembers(was) && isMembers(is) ? compareMembers(field, was, is) : differenceOf(field, was, is);
  });
}

/** The first cell that differs, or the number of rows. */
function compareTables(path: string, first: ColumnTable, second: ColumnTable): RunDifference[] {
  for (let row = 0; row < Math.min(first.length, second.length); row += 1) {
    for (const [name, column] of Object.entries(first.columns)) {
      const found = differenceOf(`${path}/${row}/${name}`, column[row], second.columns[name]?.[row]);
      if (found.length > 0) return found.map((cell) => (name.endsWith('time') ? asInstants(cell) : cell));
    }
  }
  return differenceOf(`${path}/length`, first.length, second.length);
}

function differenceOf(field: string, was: unknown, is: unknown): RunDifference[] {
  const isSame = Object.is(was, is) || JSON.stringify(was) === JSON.stringify(is);
  return isSame ? [] : [{ field, was: was ?? null, is: is ?? null }];
}

function asInstants({ field, was, is }: RunDifference): RunDifference {
  const shown = (value: unknown) => (Number.isFinite(value) ? toIso(value as number) : null);
  return { field, was: shown(was), is: shown(is) };
}

function withoutLookups(request: object): object {
  return Object.fromEntries(Object.entries(request).filter(([name]) => !LOOKUPS.has(name)));
}

function toSnake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
