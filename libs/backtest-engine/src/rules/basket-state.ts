import { STATE, type PositionState } from '#strategy';
import type { DecisionContext } from '../decision-context.js';
import type { OpenTrade } from '../order.js';

/** A basket has no price: of the position it knows whether, how long and with what profit it is held. */
export function readBasketState(
  state: PositionState,
  context: DecisionContext,
  trades: readonly OpenTrade[],
): void {
  const { close } = context.market;
  let [value, profit] = [0, 0];
  for (const { size, entryPrice, instrument } of trades) {
    value += Math.abs(size) * entryPrice;
    profit += size * (close[instrument] - entryPrice);
  }
  state[STATE.in_position] = trades.length > 0 ? 1 : 0;
  state[STATE.bars_held] = trades.length > 0 ? context.bar - trades[0].entryBar : NaN;
  state[STATE.pnl_pct] = trades.length > 0 ? (profit / value) * 100 : NaN;
  state[STATE.equity] = context.equity;
  state[STATE.cash] = context.cash;
}
