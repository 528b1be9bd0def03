import { groupBy, TIMEFRAME_MS } from '#domain';
import type { Fact } from './collect-facts.js';
import type { FactColumn } from './fact-tags.js';

type PeriodType = 'annual' | 'quarter';

/** A number of a year or a quarter. */
export interface Figure {
  periodType: PeriodType;
  end: string;
  value: number;
  /** When it was filed, or the last of what it was computed from. */
  filed: string;
  currency: string | null;
}

/** Days of a period; fiscal years have 52 or 53 weeks. */
const LENGTHS: Readonly<Record<PeriodType, readonly [number, number]>> = {
  quarter: [80, 100],
  annual: [350, 380],
};

/** The days on which fiscal years and quarters ended. */
export type PeriodEnds = Readonly<Record<PeriodType, ReadonlySet<string>>>;

export function listPeriodEnds(facts: readonly Fact[]): PeriodEnds {
  const endsOf = (type: PeriodType) => facts.filter((fact) => isOf(type, fact)).map(({ end }) => end);
  // A year ends with a quarter, though nobody files that.
  return { annual: new Set(endsOf('annual')), quarter: new Set([...endsOf('quarter'), ...endsOf('annual')]) };
}

/**
 * Numbers of years and quarters out of facts. An amount of a quarter that nobody filed is what a longer period has
 * more than a shorter one with the same start: the fourth, and in cash flows the second and third as well.
 */
export function toFigures({ kind }: FactColumn, facts: readonly Fact[], ends: PeriodEnds): Figure[] {
  const types: readonly PeriodType[] = ['annual', 'quarter'];
  const filed = types.flatMap((periodType) =>
    facts
      .filter((fact) => (kind === 'state' ? ends[periodType].has(fact.end) : isOf(periodType, fact)))
      .map((fact) => ({ ...fact, periodType })),
  );
  if (kind !== 'flow') return filed;
  const known = new Set(filed.flatMap(({ periodType, end }) => (periodType === 'quarter' ? [end] : [])));
  return [...filed, ...subtract(facts).filter(({ end }) => !known.has(end))];
}

function subtract(facts: readonly Fact[]): Figure[] {
  const byStart = [...groupBy(facts, ({ start }) => start).values()];
  return byStart.flatMap((group) => {
    const inOrder = group.toSorted((a, b) => (a.end < b.end ? -1 : 1));
    return inOrder.slice(1).flatMap((longer, place): Figure[] => {
      const shorter = inOrder[place];
      if (!isOf('quarter', { start: shorter.end, end: longer.end })) return [];
      const value = longer.value - shorter.value;
      const filed = longer.filed > shorter.filed ? longer.filed : shorter.filed;
      return [{ periodType: 'quarter', end: longer.end, value, filed, currency: longer.currency }];
    });
  });
}

function isOf(type: PeriodType, { start, end }: Pick<Fact, 'start' | 'end'>): boolean {
  if (start === null) return false;
  const days = (Date.parse(end) - Date.parse(start)) / TIMEFRAME_MS['1d'];
  const [least, most] = LENGTHS[type];
  return days >= least && days <= most;
}
