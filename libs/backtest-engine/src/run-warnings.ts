import type { Fault } from '#domain';
import type { RunEnd } from './run-end.js';

const REJECTIONS: Readonly<Record<string, string>> = {
  insufficient_liquidity: 'could not be carried by the account and were cancelled',
  zero_units: 'came to less than one unit and were dropped',
  bad_bracket: 'had a stop or target on the wrong side of the price and were refused',
};

/** What whoever reads the result should know about the run. */
export function composeWarnings({ simulation, warmupBars, state, drillDown }: RunEnd): Fault[] {
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
  if (drillDown) {
    warnings.push({
      path: '/execution/drill_down',
      code: 'W_DRILL_DOWN',
      message: 'finer bars are not read yet: where a bar touched both stop and target the stop was taken',
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
