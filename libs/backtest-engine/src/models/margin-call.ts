import type { Market } from '../market.js';
import type { OpenTrade } from '../order.js';

/** What a margin call looks at: equity, and what is open at the last known closes. */
export interface MarginAccount {
  equity(): number;
  readonly trades: readonly OpenTrade[];
}

/**
 * Which trade a margin call closes next: while equity covers less than `maintenance` (a fraction) of what all open
 * positions are worth at the last known closes, the one with the largest loss, of equal ones the oldest. Undefined
 * when the account is sound.
 */
export function findMarginCall(
  account: MarginAccount,
  { close }: Pick<Market, 'close'>,
  maintenance: number,
): OpenTrade | undefined {
  let value = 0;
  let worst: OpenTrade | undefined;
  let worstProfit = Infinity;
  for (const trade of account.trades) {
    const price = close[trade.instrument];
    value += Math.abs(trade.size) * price;
    const profit = trade.size * (price - trade.entryPrice);
    if (profit < worstProfit) {
      worst = trade;
      worstProfit = profit;
    }
  }
  return account.equity() < value * maintenance ? worst : undefined;
}
