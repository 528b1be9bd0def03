import type { Market } from './market.js';
import type { ExecutionModels } from './models/execution-models.js';
import { firstReached } from './models/intrabar.js';
import { OrderRole, type OpenTrade, type Order } from './order.js';
import type { Recorder } from './record/recorder.js';

/** Decides which of a trade's stop and target fills in a bar that reaches both, and counts such trades (A9, C9). */
export class StopOrTarget {
  constructor(
    private readonly market: Market,
    private readonly models: ExecutionModels,
    private readonly recorder: Recorder,
  ) {}

  /** Whether a stop or target that the bar reaches may fill; the stop is asked first and may leave it to the target. */
  hasTurn(order: Order, trade: OpenTrade): boolean {
    const isStop = order.role === OrderRole.stopLoss;
    if (this.opensBeyondTarget(trade)) return !isStop;
    if (!this.isAmbiguous(trade)) return true;
    const told = this.firstReached(trade);
    const isTargetFirst = told === undefined ? this.models.intrabar === 'target_first' : told === 'target';
    if (isStop && isTargetFirst) return false;
    this.recorder.ambiguousTrades += 1;
    if (told !== undefined) this.recorder.resolvedTrades += 1;
    return true;
  }

  private opensBeyondTarget({ size, takeProfit, instrument }: OpenTrade): boolean {
    if (this.models.rules.gapOverTarget === 'stop') return false;
    const open = this.market.openOf(instrument);
    return size > 0 ? open >= takeProfit : open <= takeProfit;
  }

  /** Whether the bar reaches both and its open does not tell that the stop comes first. */
  private isAmbiguous({ size, stopLoss, takeProfit, instrument }: OpenTrade): boolean {
    const open = this.market.openOf(instrument);
    const high = this.market.highOf(instrument);
    const low = this.market.lowOf(instrument);
    if (size > 0) return low <= stopLoss && open > stopLoss && high >= takeProfit;
    return high >= stopLoss && open < stopLoss && low <= takeProfit;
  }

  /** What finer bars say of the current one, which they fill from the close of the bar before on. */
  private firstReached(trade: OpenTrade): 'stop' | 'target' | undefined {
    const { instrument } = trade;
    const finer = this.models.finer?.get(instrument);
    if (finer === undefined) return undefined;
    const { openTime, closeTime } = this.market.series[instrument];
    const row = this.market.row[instrument];
    return firstReached(finer, row > 0 ? closeTime[row - 1] : openTime[row], closeTime[row], trade);
  }
}
