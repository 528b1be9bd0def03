import type { CostOptions } from '../backtest-request.js';

/** The bar in which a fill happens. */
export interface FillBar {
  high: number;
  low: number;
  volume: number;
}

/** By how much a fill that takes liquidity (market or stop) is worse than its price, in money per unit. */
export type SlippageModel = (price: number, units: number, bar: FillBar) => number;

/**
 * `bps`: hundredths of a percent of the price. `ticks`: money per unit, as the instrument's tick times their
 * number. `range`: share of the bar's high - low. `volume`: share of the price times the square root of the
 * share of the bar's volume, capped at the whole of it (the square-root law: Almgren et al., Direct estimation
 * of equity market impact, 2005); no volume counts as the whole of it.
 */
const SLIPPAGE: Readonly<
  Record<CostOptions['slippage']['kind'], (value: number) => SlippageModel | undefined>
> = {
  none: () => undefined,
  bps: (value) => (price) => (price * value) / 10_000,
  ticks: (value) => () => value,
  range: (value) => (_price, _units, bar) => value * (bar.high - bar.low),
  volume: (value) => (price, units, bar) =>
    price * value * Math.sqrt(bar.volume > units ? units / bar.volume : 1),
};

/** Undefined when fills are exact. */
export function createSlippage(options: CostOptions['slippage']): SlippageModel | undefined {
  return options.value === 0 ? undefined : SLIPPAGE[options.kind](options.value);
}
