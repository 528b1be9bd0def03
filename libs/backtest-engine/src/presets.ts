import type { CostOptions, ExecutionOptions } from './backtest-request.js';
import type { PresetRules } from './models/execution-models.js';

/** No costs at all. */
export const DEFAULT_COSTS: CostOptions = {
  commission: { rate: 0, fixed: 0, perShare: 0, minimum: 0 },
  spread: 0,
  slippage: { kind: 'none', value: 0 },
  borrowRate: 0,
  cashRate: 0,
};

const EXECUTION_DEFAULTS: Omit<ExecutionOptions, 'preset'> = {
  fill: 'next_open',
  margin: 1,
  hedging: false,
  wholeUnits: true,
  finalizeTrades: false,
  drillDown: false,
};

/** The rules of each preset. `backtesting_py` is engine-semantics A and B to the letter, `default` has the changes of C. */
export const PRESET_RULES: Readonly<Record<ExecutionOptions['preset'], PresetRules>> = {
  backtesting_py: {
    liquidityPrice: 'close_of_fill_bar',
    sizing: 'asked_size',
    exitsPaySpread: false,
    entryFee: 'recomputed',
    targetPlace: 'back',
    stopEntryGap: 'market_price',
    stopLimitGap: 'stop_price',
    gapOverTarget: 'stop',
    waitingEntry: 'stands',
    badBracket: 'abort',
    finalisation: 'rematch_last_bar',
    seriesEnd: 'hold',
    wholeLiquidity: 1 - 2 ** -52,
    ratios: 'geometric',
  },
  default: {
    liquidityPrice: 'known_at_fill',
    sizing: 'solved',
    exitsPaySpread: true,
    entryFee: 'prorated',
    targetPlace: 'before_entries',
    stopEntryGap: 'open',
    stopLimitGap: 'open',
    gapOverTarget: 'target',
    waitingEntry: 'replaced',
    badBracket: 'reject',
    finalisation: 'last_close',
    seriesEnd: 'settle',
    wholeLiquidity: 1,
    ratios: 'textbook',
  },
};

/** Execution options in full: what was given, over what the preset says. */
export function resolveExecution(
  preset: ExecutionOptions['preset'] = 'default',
  given: Partial<ExecutionOptions> = {},
): ExecutionOptions {
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...EXECUTION_DEFAULTS, ...stated, preset };
}
