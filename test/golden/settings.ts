import { DEFAULT_COSTS, resolveExecution, type RunSettings } from '#backtest-engine';
import type { Golden } from './reference.js';

/** The world of a golden as run settings. */
export function toSettings({ broker }: Golden): RunSettings {
  const [fixed, rate] = typeof broker.commission === 'number' ? [0, broker.commission] : broker.commission;
  return {
    initialCapital: broker.cash,
    seed: 0,
    costs: { ...DEFAULT_COSTS, commission: { rate, fixed, perShare: 0, minimum: 0 }, spread: broker.spread },
    execution: resolveExecution('backtesting_py', {
      fill: broker.trade_on_close ? 'close' : 'next_open',
      margin: broker.margin,
      hedging: broker.hedging,
      exclusiveOrders: broker.exclusive_orders,
      finalizeTrades: broker.finalize_trades,
    }),
  };
}
