import type { OpenTrade } from './order.js';
import { AccountEvents } from './account-events.js';
import { Broker } from './broker.js';
import { CorporateActionDesk } from './corporate-action-desk.js';
import { DecisionContext } from './decision-context.js';
import type { Market } from './market.js';
import type { ExecutionModels } from './models/execution-models.js';
import { OrderDesk } from './order-desk.js';
import { Portfolio } from './portfolio.js';
import { Recorder } from './record/recorder.js';
import { findEndings } from './series-endings.js';
import { isPlain, SignalLane } from './signal-lane.js';
import type { Strategy } from './strategy.js';

/** Bars that one call marks, see `inSlices`. */
const QUIET_BARS = 8192;

/** The loop over bars: match, mark, ruin, decide (engine-semantics A2). */
export class Simulation {
  readonly portfolio: Portfolio;
  readonly desk: OrderDesk;
  private readonly broker: Broker;
  private readonly events: AccountEvents;
  readonly actions: CorporateActionDesk;
  private readonly lane: SignalLane | undefined;
  /** Bars that are done; the rest of the columns is unset. */
  barsDone = 0;
  ruinBar = -1;
  /** What happens at the end of the data has happened. */
  isClosed = false;
  readonly context: DecisionContext;
  /** Undefined with one instrument, which ends with the run. */
  readonly endings: ReadonlyMap<number, readonly number[]> | undefined;

  constructor(
    readonly market: Market,
    readonly strategy: Strategy,
    private readonly models: ExecutionModels,
    initialCapital: number,
    /** The first bar with a decision. */
    private readonly firstBar: number,
    readonly recorder: Recorder = Recorder.over(market),
  ) {
    this.portfolio = new Portfolio(initialCapital, market, models);
    this.desk = new OrderDesk(market, this.portfolio, models, this.recorder);
    this.broker = new Broker(market, this.portfolio, models, this.recorder, this.desk);
    this.events = new AccountEvents(market, this.portfolio, models, this.recorder, this.desk);
    this.actions = new CorporateActionDesk(market, this.portfolio, models, this.recorder, this.desk);
    if (strategy.signals !== undefined && isPlain(market, models))
      this.lane = new SignalLane(market, this.portfolio, models, this.recorder, strategy.signals);
    this.context = new DecisionContext(market, this.desk, this.portfolio);
    if (market.series.length > 1) this.endings = findEndings(market);
    if (strategy.protect !== undefined)
      this.broker.protector = (trade) => strategy.protect!(trade, this.context);
    this.recorder.equity.fill(initialCapital, 0, Math.min(firstBar, market.length));
  }

  get isFinished(): boolean {
    return this.barsDone >= this.market.length;
  }

  /** Works through the bars up to `end` (exclusive). */
  runTo(end: number): void {
    let bar = this.passWarmup(Math.min(end, this.firstBar));
    while (bar < end) {
      if (this.desk.book.isEmpty) {
        const next = this.skip(bar, end);
        if (next > bar) {
          bar = next;
          continue;
        }
      }
      this.step(bar);
      bar += 1;
      if (this.ruinBar >= 0) bar = this.market.length;
    }
    this.barsDone = bar;
    this.market.settle(bar - 1);
  }

  /** What happens when the data has ended (A11, C2). */
  finish(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    const last = this.market.length - 1;
    if (!this.models.finalizeTrades || this.ruinBar >= 0 || last < this.firstBar) return;
    if (this.models.rules.finalisation === 'last_close') {
      this.events.closeAll(last, 'finalized');
    } else {
      const { trades } = this.portfolio;
      for (let k = trades.length - 1; k >= 0; k -= 1) this.desk.placeClose(trades[k], 1, last, 'finalized');
      this.broker.match(last);
    }
    this.portfolio.markEquity(this.recorder.equity, last);
    if (this.recorder.equity[last] <= 0) this.ruin(last);
  }

  /** Bars before the first decision: prices become known, nothing else happens. */
  private passWarmup(end: number): number {
    let bar = this.barsDone;
    for (; bar < end; bar += 1) this.market.advance(bar);
    return bar;
  }

  private step(bar: number): void {
    const { market, portfolio } = this;
    if (this.models.carrying !== undefined) portfolio.accrue(market.timeline[bar] - market.timeline[bar - 1]);
    market.advance(bar);
    if (this.models.actions !== undefined) this.actions.apply(bar);
    if (!this.desk.book.isEmpty) this.broker.match(bar);
    if (this.models.needsEveryBar) this.events.callMargin(bar);
    const { equity } = this.recorder;
    portfolio.markEquity(equity, bar);
    if (equity[bar] <= 0) {
      this.ruin(bar);
      return;
    }
    this.context.bar = bar;
    this.strategy.decide(this.context);
    const ended = this.endings?.get(bar);
    if (ended !== undefined) this.settle(ended, bar);
  }

  /** After the decision, which must not know that there is no later bar. */
  private settle(ended: readonly number[], bar: number): void {
    for (const instrument of ended) this.events.settle(instrument, bar);
    this.portfolio.markEquity(this.recorder.equity, bar);
  }

  private skip(bar: number, end: number): number {
    const next = this.lane === undefined ? bar : this.lane.run(bar, end);
    return next > bar ? next : this.markQuietBars(bar, end);
  }

  /** No order waits and the strategy has nothing to say: only equity moves. Gives the next bar to step on. */
  private markQuietBars(bar: number, end: number): number {
    const { strategy, market } = this;
    if (strategy.nextInterest === undefined || market.series.length > 1 || this.models.needsEveryBar)
      return bar;
    const next = Math.min(strategy.nextInterest(bar, this.context), end);
    const { trades, cash } = this.portfolio;
    const { equity } = this.recorder;
    if (trades.length === 0) {
      // Gone with the exit that the lane has just carried out: ruin.
      if (cash <= 0) return bar;
      equity.fill(cash, bar, next);
      return next;
    }
    if (trades.length > 1) return bar;
    let at = bar;
    for (let to = at; at === to && at < next;) {
      to = Math.min(next, at + QUIET_BARS);
      at = markTrade(trades[0], cash, market.series[0].close, equity, at, to);
    }
    return at;
  }

  /** Open trades are closed at the close; equity is zero from here on and the run is over (A12, C3). */
  private ruin(bar: number): void {
    this.ruinBar = bar;
    this.events.closeAll(bar, 'ruin');
    this.portfolio.cash = 0;
    this.recorder.equity.fill(0, bar);
  }
}

/** Equity with one open trade, up to the bar on which nothing would be left. */
function markTrade(
  trade: OpenTrade,
  cash: number,
  close: Float64Array,
  equity: Float64Array,
  from: number,
  to: number,
): number {
  const { size, entryPrice } = trade;
  for (let bar = from; bar < to; bar += 1) {
    const value = cash + size * (close[bar] - entryPrice);
    if (value <= 0) return bar;
    equity[bar] = value;
  }
  return to;
}
