import { groupBy } from '#domain';
import { listOf, memberOf } from '../read-json.js';
import { toDateText, toNumber, toText } from '../rows/read-columns.js';
import type { FactColumn } from './fact-tags.js';

/** A number of a filing. */
export interface Fact {
  /** Null for a state. */
  start: string | null;
  end: string;
  value: number;
  filed: string;
  filing: string;
  /** Of the filing: that of its newest period, also where the fact is one of last year beside it. */
  fiscalYear: number | null;
  fiscalPeriod: string | null;
  currency: string | null;
}

/** The facts of a column, each period once, by the first of its tags that has it. */
export function collectFacts(gaap: unknown, { tags, unit }: FactColumn): Fact[] {
  const found = new Map<string, Fact>();
  for (const tag of tags) {
    const byPeriod = groupBy(readUnits(memberOf(gaap, tag, 'units'), unit), periodOf);
    for (const [period, facts] of byPeriod) if (!found.has(period)) found.set(period, pickFiling(facts));
  }
  return [...found.values()];
}

/** The number that was filed last, as it was filed first: since then it is known. */
function pickFiling(facts: readonly Fact[]): Fact {
  const inOrder = facts.toSorted((a, b) => (a.filed < b.filed ? -1 : 1));
  const { value } = inOrder[inOrder.length - 1];
  return inOrder.find((fact) => fact.value === value)!;
}

const periodOf = ({ start, end }: Fact): string => `${start} ${end}`;

function readUnits(units: unknown, unit: FactColumn['unit']): Fact[] {
  const pattern = new RegExp(`^${unit.replace('$', '([A-Z]{3})')}$`);
  // Dollars, where a company files in more than one currency.
  const names = Object.keys(Object(units) as object).filter((name) => pattern.test(name));
  const name = names.find((one) => one.startsWith('USD')) ?? names[0];
  const currency = pattern.exec(name ?? '')?.[1] ?? null;
  return listOf(memberOf(units, name)).flatMap((entry) => {
    const at = (key: string) => memberOf(entry, key);
    const [end, filed, value] = [toDateText(at('end')), toDateText(at('filed')), toNumber(at('val'))];
    if (end === null || filed === null || value === null) return [];
    return [
      {
        ...{ start: toDateText(at('start')), end, value, filed, currency, filing: String(at('accn')) },
        ...{ fiscalYear: toNumber(at('fy')), fiscalPeriod: toText(at('fp')) },
      },
    ];
  });
}
