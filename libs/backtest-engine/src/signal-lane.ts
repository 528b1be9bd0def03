import { eitherRows, type TrueRows } from '#strategy';
import type { Market } from './market.js';
import type { ExecutionModels } from './models/execution-models.js';
import { createQuote, type EntryQuote, type SizedOrder } from './models/sizing.js';
import { OpenTrade, SizeKind } from './order.js';
import type { Portfolio } from './portfolio.js';
import { readAhead } from './read-ahead.js';
import type { Recorder } from './record/recorder.js';
import { PlainRun, reasonOf } from './record/plain-run.js';
import type { MarketSignals } from './strategy.js';

/** Bars that the lane goes through at a time. */
const BARS_AT_ONCE = 8192;

/** What the lane of this thread that is at work has done; written down when it stops. */
const done = new PlainRun(BARS_AT_ONCE);

/**
 * A short cut through runs of nothing but market orders on columns: signals are listed, filled, marked and written down
 * in a loop each over columns, with the orders and trades that the broker would write, to the bit. Whatever is not plain
 * (an order that would be refused, ruin, an exit beside an entry, the end of the bars) is left to the loop over bars: the
 * lane gives the bar to go on with, and no order waits then.
 */
export class SignalLane {
  private readonly entry: SizedOrder;
  private readonly quote: EntryQuote;
  private readonly open: Float64Array;
  private readonly close: Float64Array;
  /** How far opens were read ahead. */
  private readTo = 0;
  /** Where something may be decided while nothing, a long or a short is held. */
  private readonly whileFlat: TrueRows | undefined;
  private readonly whileLong: TrueRows | undefined;
  private readonly whileShort: TrueRows | undefined;

  constructor(
    market: Market,
    private readonly portfolio: Portfolio,
    private readonly models: ExecutionModels,
    private readonly recorder: Recorder,
    private readonly signals: MarketSignals,
  ) {
    const size = Math.min(signals.fraction, models.rules.wholeLiquidity);
    this.entry = { sizeKind: SizeKind.freeLiquidity, size };
    this.quote = createQuote(models.leverage);
    this.open = market.series[0].open;
    this.close = market.series[0].close;
    const { enterLong, enterShort, exitLong, exitShort } = signals;
    this.whileFlat = eitherRows(enterLong, enterShort);
    this.whileLong = eitherRows(enterShort, exitLong);
    this.whileShort = eitherRows(enterLong, exitShort);
  }

  /** Goes from a bar on which no order waits as far as it can, `end` (exclusive) at most, but not on and on. */
  run(from: number, end: number): number {
    const { recorder, portfolio, close } = this;
    const { trades } = portfolio;
    const held = trades.length === 0 ? undefined : trades[0];
    this.takeOver(held);
    const to = Math.min(end, from + BARS_AT_ONCE);
    if (to > this.readTo) readAhead(this.open, Math.max(from, this.readTo), to);
    this.readTo = Math.max(to, this.readTo);
    const stop = markFills(done, recorder.equity, close, from, this.fill(this.list(from, to)));
    if (done.fills === 0) return stop;
    this.book();
    if (!recorder.isForMetrics) recorder.orders.addPlain(done, this.entry);
    recorder.trades.addPlain(done, held);
    if (done.lastExitBar >= 0) portfolio.lastExitBar[0] = done.lastExitBar;
    if (held !== undefined) {
      held.isOpen = false;
      trades.pop();
    }
    if (done.size[done.fills] !== 0) trades.push(toTrade(done));
    return stop;
  }

  private takeOver(held: OpenTrade | undefined): void {
    const { models, portfolio } = this;
    done.fills = done.entries = done.exits = 0;
    done.cash[0] = portfolio.cash;
    done.size[0] = 0;
    if (held === undefined) return;
    const { size, entryPrice, entryBar, entryFee } = held;
    const isRecomputed = models.rules.entryFee === 'recomputed';
    done.bar[0] = entryBar;
    done.size[0] = size;
    done.entryPrice[0] = entryPrice;
    done.entryFee[0] = isRecomputed ? models.commission.fee(Math.abs(size), entryPrice) : entryFee;
  }

  /** Lists what is to be held after which bars, however that will be paid; gives the bar with which the list ends. */
  private list(from: number, to: number): number {
    const { enterLong, enterShort, exitLong, exitShort } = this.signals;
    const { size } = done;
    let held = Math.sign(size[0]);
    for (let bar = from; bar < to; bar += 1) {
      const rows = held === 0 ? this.whileFlat : held > 0 ? this.whileLong : this.whileShort;
      if (rows === undefined) return bar;
      bar = rows.next(bar);
      if (bar + 1 >= to) return Math.min(bar, to);
      if (held === 0) {
        held = enterLong?.has(bar) === true ? 1 : -1;
      } else {
        const reverses = (held > 0 ? enterShort : enterLong)?.has(bar) === true;
        const exits = (held > 0 ? exitLong : exitShort)?.has(bar) === true;
        if (reverses && exits) return bar;
        held = reverses ? -held : 0;
      }
      done.fills += 1;
      done.bar[done.fills] = bar + 1;
      size[done.fills] = held;
    }
    return to;
  }

  /** Prices what was listed as far as the account carries it; gives the bar to stop at, at most `stop`. */
  private fill(stop: number): number {
    const { models, quote, entry, open } = this;
    const { entrySpread, exitSpread, commission, sizing } = models;
    const { size, entryPrice, entryFee, exitPrice, exitFee } = done;
    let cash = done.cash[0];
    for (let row = 1; row <= done.fills; row += 1) {
      const raw = open[done.bar[row]];
      const held = size[row - 1];
      let free = cash;
      if (held !== 0) {
        const price = exitSpread === 0 ? raw : raw * (1 + (held > 0 ? -1 : 1) * exitSpread);
        const fee = commission.fee(Math.abs(held), price);
        exitPrice[row] = price;
        exitFee[row] = fee;
        free = cash + (held * (price - entryPrice[row - 1]) - fee);
      }
      const direction = size[row];
      if (direction !== 0) {
        const price = raw * (1 + direction * entrySpread);
        quote.rawPrice = raw;
        quote.price = price;
        quote.freeLiquidity = Math.max(0, free);
        const units = sizing.unitsOf(entry, quote);
        if (!(units > 0) || !sizing.isAffordable(entry, units, quote)) {
          done.fills = row - 1;
          return done.bar[row] - 1;
        }
        const fee = commission.fee(units, price);
        size[row] = direction * units;
        entryPrice[row] = price;
        entryFee[row] = fee;
        free -= fee;
      }
      cash = free;
      done.cash[row] = cash;
    }
    return stop;
  }

  /** Puts into the account what was filled, and counts it. */
  private book(): void {
    const { models, portfolio, open } = this;
    const { entrySpread, exitSpread } = models;
    const { costs } = portfolio;
    const { size, entryPrice, entryFee, exitPrice, exitFee } = done;
    let { tradedValue } = portfolio;
    let { commission } = costs;
    for (let row = 1; row <= done.fills; row += 1) {
      const raw = open[done.bar[row]];
      const closed = Math.abs(size[row - 1]);
      if (closed !== 0) {
        const price = exitPrice[row];
        if (price !== raw) portfolio.addFillCosts(raw, price, closed, exitSpread);
        commission += exitFee[row];
        tradedValue += closed * price;
        done.exits += 1;
      }
      const units = Math.abs(size[row]);
      if (units !== 0) {
        const price = entryPrice[row];
        if (price !== raw) portfolio.addFillCosts(raw, price, units, entrySpread);
        commission += entryFee[row];
        tradedValue += units * price;
        done.entries += 1;
      }
    }
    costs.commission = commission;
    portfolio.tradedValue = tradedValue;
    portfolio.cash = done.cash[done.fills];
  }
}

/** The trade that the run leaves open. */
function toTrade({ fills, size, entryPrice, bar, entryFee }: PlainRun): OpenTrade {
  const [units, entryBar] = [size[fills], bar[fills]];
  return new OpenTrade(
    0,
    units,
    entryPrice[fills],
    entryBar,
    entryBar - 1,
    reasonOf(units),
    '',
    entryFee[fills],
  );
}

/**
 * Equity from a bar up to another (exclusive); gives that, or the bar on which nothing would be left and after whose
 * fills nothing counts any more.
 */
function markFills(
  run: PlainRun,
  equity: Float64Array,
  close: Float64Array,
  from: number,
  to: number,
): number {
  const { size, entryPrice } = run;
  let bar = from;
  for (let row = 0; row <= run.fills; row += 1) {
    const next = row < run.fills ? run.bar[row + 1] : to;
    const cash = run.cash[row];
    const units = size[row];
    const price = units === 0 ? 0 : entryPrice[row];
    // Two a turn: what a turn costs beside its work is shared.
    for (; bar + 1 < next; bar += 2) {
      const value = cash + units * (close[bar] - price);
      const after = cash + units * (close[bar + 1] - price);
      if (value <= 0 || after <= 0) break;
      equity[bar] = value;
      equity[bar + 1] = after;
    }
    for (; bar < next; bar += 1) {
      const value = cash + units * (close[bar] - price);
      if (value <= 0) {
        run.fills = row;
        return bar;
      }
      equity[bar] = value;
    }
  }
  return to;
}

/** Whether a run may take the lane wherever no order waits. */
export function isPlain(market: Market, models: ExecutionModels): boolean {
  const { slippage, needsEveryBar, fillsAtClose, hedging, exclusive } = models;
  const hasCostsOfItsOwn = slippage !== undefined || needsEveryBar;
  return market.series.length === 1 && !hasCostsOfItsOwn && !fillsAtClose && !hedging && exclusive !== 'none';
}
