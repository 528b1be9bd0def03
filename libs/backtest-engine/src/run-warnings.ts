import type { Fault } from '#domain';
import type { RunEnd } from './run-end.js';

const REJECTIONS: Readonly<Record<string, string>> = {
  insufficient_liquidity: 'could not be carried by the account and were cancelled',
  zero_units: 'came to less than one unit and were dropped',
  bad_bracket: 'had a stop or target on the wrong side of the price and were refused',
};

/** What whoever reads the result should know about the run. */
export function composeWarnings(end: RunEnd): Fault[] {
  const { simulation, models, warmupBars, state, drillDown } = end;
  const { market, recorder, ruinBar } = simulation;
  const warnings: Fault[] = [];
  if (state === 'completed' && warmupBars + 1 >= market.length) {
    warnings.push({
      path: '/execution/warmup_bars',
      code: 'W_WARMUP_EATS_RANGE',
      message: `the strategy needs ${warmupBars} bars before its first decision, the data has ${market.length}`,
      hint: 'choose a longer range',
    });
  }
  if (ruinBar >= 0) {
    const time = new Date(market.timeline[ruinBar]).toISOString();
    warnings.push({
      path: '/equity',
      code: 'W_RUIN',
      message: `equity fell to zero at bar ${ruinBar} (${time}): everything was closed and the run stopped there`,
    });
  }
  if (recorder.marginCalls > 0) {
    warnings.push({
      path: '/execution/maintenance_margin',
      code: 'W_MARGIN_CALL',
      message: `margin calls closed ${recorder.marginCalls} trades`,
    });
  }
  if (drillDown) warnings.push(...drillDownWarnings(end));
  const splits = countSplits(models);
  if (splits > 0) {
    warnings.push({
      path: '/adjust',
      code: 'W_RAW_PRICES',
      message: `${splits} splits lie in the range: they act on positions, while expressions read prices that jump there`,
    });
  }
  for (const [reason, count] of recorder.rejections) {
    warnings.push({
      path: '/orders',
      code: `W_${reason.toUpperCase()}`,
      message: `${count} orders ${REJECTIONS[reason]}`,
    });
  }
  return warnings;
}

/** Where the run wanted finer bars and they are not stored, or do not tell. */
function drillDownWarnings({ simulation: { market, recorder }, models: { finer } }: RunEnd): Fault[] {
  const lacking = market.series.filter((_, instrument) => finer?.get(instrument) === undefined);
  const open = recorder.ambiguousTrades - recorder.resolvedTrades;
  const messages = [
    lacking.length > 0 && `no finer bars are stored of ${lacking.map(({ symbol }) => symbol).join(', ')}`,
    open > 0 && `of ${open} trades it is not known whether stop or target came first: the stop was taken`,
  ];
  return messages
    .filter((message) => message !== false)
    .map((message) => ({ path: '/execution/drill_down', code: 'W_DRILL_DOWN', message }));
}

function countSplits({ actions }: RunEnd['models']): number {
  const all = [...(actions?.values() ?? [])].flat();
  return all.filter(({ kind }) => kind === 'split').length;
}
