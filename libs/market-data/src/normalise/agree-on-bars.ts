import type { ProviderId } from '#config';
import { createBarColumns, PRICE_COLUMNS, type BarColumns, type QuarantinedLine } from '#database';

/** By how much values of providers may differ and count as the same, as a fraction of the larger one. */
export interface BarTolerance {
  /** Of open, high, low and close. */
  price: number;
  volume: number;
}

/** What a provider says of a series: raw, in order, open times unique. */
export interface SaidBars {
  provider: ProviderId;
  bars: BarColumns;
}

/** Bars that several providers were asked for, each as one of them said it. */
export interface AgreedBars {
  bars: BarColumns;
  /** Whose bar it is, of each row. */
  servedBy: ProviderId[];
  /** How many providers say so, itself included, of each row. */
  agreed: number[];
  /** How many were heard. */
  asked: number;
  /** What others said instead. */
  conflicts: { provider: ProviderId; line: QuarantinedLine }[];
}

/**
 * Of each bar that which most providers agree on, within the tolerance of every field; of equally many that of the
 * first in the list. Whoever says something else is in conflict with it; who has no bar only does not confirm it. Pure.
 */
export function agreeOnBars(said: readonly SaidBars[], tolerance: BarTolerance): AgreedBars {
  const times = Float64Array.from(new Set(said.flatMap(({ bars }) => Array.from(bars.openTime)))).sort();
  const result: AgreedBars = {
    bars: createBarColumns(times.length),
    ...{ servedBy: [], agreed: [], asked: said.length, conflicts: [] },
  };
  const places = said.map(() => 0);
  times.forEach((time, row) => {
    const held = said.flatMap(({ provider, bars }, at): Held[] => {
      if (bars.openTime[places[at]] !== time) return [];
      return [{ provider, bars, row: places[at]++ }];
    });
    const votes = held.map((one) => held.filter((other) => fieldsApart(one, other, tolerance).length === 0));
    const most = Math.max(...votes.map(({ length }) => length));
    const chosen = votes.findIndex(({ length }) => length === most);
    const served = held[chosen];
    for (const name of COLUMNS) result.bars[name][row] = served.bars[name][served.row];
    result.servedBy.push(served.provider);
    result.agreed.push(most);
    for (const other of held) {
      const fields = fieldsApart(served, other, tolerance);
      if (fields.length > 0) result.conflicts.push(toConflict(served, other, fields, votes[chosen]));
    }
  });
  return result;
}

interface Held {
  provider: ProviderId;
  bars: BarColumns;
  row: number;
}

const COLUMNS = ['openTime', ...PRICE_COLUMNS] as const;
type Field = (typeof PRICE_COLUMNS)[number];

function fieldsApart(one: Held, other: Held, { price, volume }: BarTolerance): Field[] {
  return PRICE_COLUMNS.filter((name) => {
    const [first, second] = [one.bars[name][one.row], other.bars[name][other.row]];
    const allowed = (name === 'volume' ? volume : price) * Math.max(Math.abs(first), Math.abs(second));
    return Math.abs(first - second) > allowed;
  });
}

/** `close 105, where fmp, csv say 100`. */
function toConflict(
  served: Held,
  { provider, bars, row }: Held,
  fields: readonly Field[],
  voters: readonly Held[],
): AgreedBars['conflicts'][number] {
  const names = voters.map((voter) => voter.provider).join(', ');
  const differences = fields.map(
    (name) =>
      `${name} ${bars[name][row]}, where ${names} ${voters.length > 1 ? 'say' : 'says'} ${served.bars[name][served.row]}`,
  );
  const time = new Date(bars.openTime[row]).toISOString();
  const content = [time, ...PRICE_COLUMNS.map((name) => bars[name][row])].join(',');
  return { provider, line: { line: 0, content, reason: differences.join('; '), severity: 'error' } };
}
