import { BUDGETS } from '../budgets.js';
import { Ranking } from '../kernels/ranking.js';
import { countNotAbove } from '../kernels/sorted-window.js';
import type { FunctionDefinition, UniverseFunction } from './function-definition.js';
import { x } from './parameters.js';

const base = { kind: 'universe', family: 'across', parameters: [x], result: 'num', source: 'own' } as const;

/** The defined values, ascending. */
function sortDefined(values: Float64Array): Float64Array {
  const sorted = new Float64Array(values.length);
  let count = 0;
  for (let index = 0; index < values.length; index += 1) {
    if (values[index] - values[index] !== 0) continue;
    sorted[count] = values[index];
    count += 1;
  }
  return sorted.subarray(0, count).sort();
}

export const rank: UniverseFunction = {
  ...base,
  name: 'rank',
  range: [1, BUDGETS.symbols],
  summary: 'Place among the traded symbols that have a value at this time: 1 is the highest.',
  formula: '1 + count(y > x) + count(y == x of symbols that the document names before this one)',
  createCompare() {
    const ranking = new Ranking();
    return (values, out) => ranking.rank(values, out);
  },
};

export const uniMean: UniverseFunction = {
  ...base,
  name: 'uni_mean',
  summary: 'Mean over the traded symbols that have a value at this time.',
  formula: 'sum(y) / count(y)',
  createCompare: () => (values, out) => {
    let [sum, count] = [0, 0];
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      sum += value;
      count += 1;
    }
    if (count > 0) out.fill(sum / count);
  },
};

export const uniPct: UniverseFunction = {
  ...base,
  name: 'uni_pct',
  range: [0, 100],
  summary: 'How many of the other traded symbols are not above this one, in percent; missing without others.',
  formula: '100 * count(y <= x of others) / count(y of others)',
  createCompare: () => (values, out) => {
    const sorted = sortDefined(values);
    const others = sorted.length - 1;
    if (others < 1) return;
    values.forEach((value, index) => {
      if (Number.isFinite(value)) out[index] = (100 * (countNotAbove(sorted, value) - 1)) / others;
    });
  },
};

export const COMPARISONS: readonly FunctionDefinition[] = [rank, uniMean, uniPct];
