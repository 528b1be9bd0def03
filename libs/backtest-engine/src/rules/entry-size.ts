import { evaluateBound, type PositionState } from '#strategy';
import type { DecisionContext } from '../decision-context.js';
import type { EntryRequest } from '../entry-request.js';
import type { BoundSide } from './bound-side.js';
import type { PositionTracker } from './position-tracker.js';
import { computeProtectivePrices } from './protective-prices.js';

/** How much an entry asks for, as members of its request; undefined when it can't be told at this bar. */
export type EntrySize = Pick<EntryRequest, 'units' | 'fraction' | 'cash'>;

interface SizeQuestion {
  side: BoundSide;
  context: DecisionContext;
  tracker: PositionTracker;
  /** Row of the decision in the instrument's series. */
  row: number;
  /** Price at which the entry is expected: that of the order, else the close. */
  reference: number;
}

type SizeRule = (value: number, question: SizeQuestion) => EntrySize;

const SIZE_RULES: Readonly<Record<BoundSide['sizing']['kind'], SizeRule>> = {
  equity: (value) => ({ fraction: value }),
  cash: (value) => ({ cash: value }),
  qty: (value) => ({ units: value }),
  /** Units that lose that fraction of the equity when the stop is hit. */
  risk: (value, { side, context, tracker, row, reference }) => {
    const state = tracker.supposing(reference);
    const { stopLoss } = computeProtectivePrices(side, state, row);
    return { units: (context.equity * value) / Math.abs(reference - stopLoss) };
  },
  /** Value such that the position's volatility is the target: equity × target / volatility. */
  vol_target: (value, { side, context, tracker, row }) => ({
    cash: (context.equity * value) / volatilityOf(side, tracker.state, row),
  }),
};

function volatilityOf(side: BoundSide, state: PositionState, row: number): number {
  return side.sizing.volatility === undefined ? NaN : evaluateBound(side.sizing.volatility, state, row);
}

/** The size of an entry at a decision. */
export function computeEntrySize(question: SizeQuestion): EntrySize | undefined {
  const { sizing } = question.side;
  const value = evaluateBound(sizing.value, question.tracker.state, question.row);
  const size = SIZE_RULES[sizing.kind](value, question);
  const amount = size.units ?? size.fraction ?? size.cash ?? NaN;
  return amount > 0 && amount < Infinity ? size : undefined;
}
