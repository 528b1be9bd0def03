import type { BoundCondition, StrategyPlan, TrueRows } from '#strategy';
import type { MarketSignals } from '../strategy.js';
import type { BoundSide } from './bound-side.js';

/** What the rules on one instrument come to if they are market orders on columns and nothing else. */
export function toMarketSignals(
  long: BoundSide | undefined,
  short: BoundSide | undefined,
  { limits, sizing }: StrategyPlan,
): MarketSignals | undefined {
  const { constant: fraction = NaN } = sizing.value;
  if (sizing.kind !== 'equity' || !(fraction > 0 && fraction < Infinity)) return undefined;
  const { pyramiding, cooldownBars, maxPositions = 1, maxGross } = limits;
  if (pyramiding !== 1 || cooldownBars > 0 || maxPositions < 1 || maxGross !== undefined) return undefined;
  if (!isPlainSide(long) || !isPlainSide(short)) return undefined;
  return {
    fraction,
    enterLong: rowsOf(long?.enter),
    enterShort: rowsOf(short?.enter),
    exitLong: rowsOf(long?.exit),
    exitShort: rowsOf(short?.exit),
  };
}

function isPlainSide(side: BoundSide | undefined): boolean {
  if (side === undefined) return true;
  const isMarket = side.kind === 'market' && side.stops.length === 0;
  return isMarket && side.enter.kind === 'rows' && side.exit?.kind !== 'program';
}

function rowsOf(rule: BoundCondition | undefined): TrueRows | undefined {
  return rule?.kind === 'rows' ? rule.rows : undefined;
}
