import { bindStrategy } from '#strategy';
import type { DecisionContext } from '../decision-context.js';
import { AllocationStrategy, type Standing } from '../rules/allocation-strategy.js';
import type { ExplainedStanding, ExplainInput } from './explanation.js';

const REASONS: Readonly<Record<Standing['reason'], (standing: Standing) => string>> = {
  not_due: () => 'nothing is decided at this bar',
  no_bar: () => 'it has no bar now',
  warm_up: () => 'its warm-up is not over',
  where: () => "its 'where' is not true",
  rank: () => "its 'rank' is missing",
  weights: () => "its 'weights' is missing, or not above 0",
  below_top: ({ place, candidates, places }) =>
    `ranked ${place} of ${candidates}, below the top ${places} that are held`,
  picked: ({ place, candidates, places }) => `ranked ${place} of ${candidates}, of which ${places} are held`,
};

/** Where an instrument stands in the allocation at the bar of the context; undefined when it is only read. */
export function explainAllocation(
  { series, strategy, known }: ExplainInput,
  context: DecisionContext,
  instrument: number,
  warmupBars: number,
): ExplainedStanding | undefined {
  if (!strategy.symbols.includes(series[instrument].symbol)) return undefined;
  const bySymbol = new Map(series.map((one) => [one.symbol, one]));
  const bound = bindStrategy(strategy, bySymbol, undefined, known);
  const allocation = new AllocationStrategy(bound, warmupBars);
  allocation.prepare(series);
  const standing = allocation.standingOf(instrument, context);
  bound.release?.();
  return { ...standing, message: REASONS[standing.reason](standing) };
}
