import type { BarSeries } from '#domain';
import type { DecisionContext, EntryRequest, Strategy } from '#backtest-engine';
import { warmupOf } from './golden-indicators.js';
import type { Golden } from './reference.js';

type Decision = (context: DecisionContext) => void;

/** A strategy as its golden defines it: declared indicators, then a decision per bar. */
export interface Definition {
  declared: Float64Array[];
  decide: Decision;
}

export type Define = (series: BarSeries, params: Golden['params']) => Definition;

/** Closes every trade held that many bars. */
export function closeOld(context: DecisionContext, hold: number): void {
  for (const trade of context.trades) if (context.bar - trade.entryBar >= hold) context.closeTrade(trade);
}

/** Places a bracket around the close of the decision bar. */
export function bracket(
  close: number,
  direction: 1 | -1,
  sl: number,
  tp: number,
): Pick<EntryRequest, 'stopLoss' | 'takeProfit'> {
  return { stopLoss: (1 - direction * sl) * close, takeProfit: (1 + direction * tp) * close };
}

/** A golden's strategy as the engine runs it. */
export function toStrategy(golden: Golden, define: Define): Strategy {
  let definition: Definition = { declared: [], decide: () => undefined };
  return {
    name: golden.strategy,
    prepare: ([series]) => {
      definition = define(series, golden.params);
      return { warmupBars: warmupOf(...definition.declared) };
    },
    decide: (context) => definition.decide(context),
  };
}
