import type { Schemas } from '../../api/client.js';
import { formatCompact, formatPercent, formatRatio } from '../../display/format-number.js';

/** One thing that speaks for or against a result. */
interface Sign {
  words: string;
  says: string;
  mood: 'good' | 'plain' | 'bad';
}

interface Canary {
  clean: boolean;
  checked: number;
}
interface Ambiguity {
  trades: number;
  worst: { return_pct: number };
  best: { return_pct: number };
}
interface BreakEven {
  bps_per_side: number | null;
  reason: string | null;
  benchmark: string;
  capacity: { capital: number | null } | null;
}

/** What a result says about itself: does it see the future, is it luck, does it outlive its costs. */
export function signsOf(result: Schemas['BacktestResult']): Sign[] {
  const canary = result.canary as Canary | null;
  const ambiguity = result.ambiguity as Ambiguity | null;
  const breakEven = result.break_even as BreakEven | null;
  const { trials } = result;
  const signs: (Sign | false | null)[] = [
    result.partial && { words: 'cancelled', says: 'This is what it had computed until then.', mood: 'bad' },
    canary && {
      words: canary.clean ? 'sees no future' : 'SEES THE FUTURE',
      says: canary.clean
        ? `${canary.checked} decisions were taken again with all later prices spoiled; none changed.`
        : `Decisions changed when later prices were spoiled: the result can't be trusted.`,
      mood: canary.clean ? 'good' : 'bad',
    },
    breakEven && {
      words:
        breakEven.bps_per_side === null
          ? 'does not beat its benchmark'
          : `survives ${formatRatio(breakEven.bps_per_side)} bp more cost`,
      says:
        breakEven.bps_per_side === null
          ? `Against ${breakEven.benchmark} there is nothing for costs to eat up.`
          : `With so many basis points more per side it only equals ${breakEven.benchmark}.`,
      mood: breakEven.bps_per_side === null ? 'bad' : 'plain',
    },
    !!breakEven?.capacity?.capital && {
      words: `holds ${formatCompact(breakEven.capacity.capital)}`,
      says: 'The capital from which one fill would exceed 5 % of the volume of its bar.',
      mood: 'plain',
    },
    trials && {
      words: `${trials.count} ${trials.count === 1 ? 'try' : 'tries'}`,
      says:
        trials.deflated_sharpe_ratio === null
          ? 'How often a strategy of this shape was tried here.'
          : `With so many tries of this shape, the chance that its Sharpe ratio is more than luck is ${formatPercent(trials.deflated_sharpe_ratio * 100)}.`,
      mood: (trials.deflated_sharpe_ratio ?? 1) < 0.5 ? 'bad' : 'plain',
    },
    !!ambiguity?.trades && {
      words: `${ambiguity.trades} unclear ${ambiguity.trades === 1 ? 'bar' : 'bars'}`,
      says: `Bars that reached both stop and target. By their order the return lies between ${formatPercent(ambiguity.worst.return_pct)} and ${formatPercent(ambiguity.best.return_pct)}.`,
      mood: 'bad',
    },
  ];
  return signs.filter((sign) => sign !== null && sign !== false);
}
