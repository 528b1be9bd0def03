import type { BarSeries } from '#domain';
import type { PreparedRun } from '../prepared-run.js';
import type { OrderDescription } from '../record/order-record.js';
import type { Simulation } from '../simulation.js';
import type { CanaryAlarm } from './canary-alarm.js';
import { spread } from './canary-samples.js';

const MOST_FILLS = 256;
const TOLERANCE = 1e-9;

/**
 * Holds filled orders against the bars that they say they filled in: not before their decision, only where the bar came
 * to their price, and not at a better one than they could have.
 */
export function auditFills(
  run: PreparedRun,
  simulation: Simulation,
): { checked: number; alarms: CanaryAlarm[] } {
  const { orders } = simulation.recorder;
  const alarms: CanaryAlarm[] = [];
  let checked = 0;
  for (const row of spread(orders.length, MOST_FILLS)) {
    const order = orders.describe(row);
    // What is closed because the data ends is closed on its last bar.
    if (!order.isFilled || order.placedBar === simulation.market.length - 1) continue;
    checked += 1;
    const message = timeFault(order, run) ?? priceFault(order, run, simulation);
    if (message !== undefined)
      alarms.push({ kind: 'fill', symbol: order.symbol, bar: order.filledBar, message });
  }
  return { checked, alarms };
}

function timeFault(order: OrderDescription, { models }: PreparedRun): string | undefined {
  const isDatedBack = models.fillsAtClose && order.isMarket && !isOnClose(order);
  const earliest = isDatedBack ? -Infinity : order.placedBar + (order.isContingent ? 0 : 1);
  const latest = isDatedBack ? order.placedBar : Infinity;
  if (order.filledBar >= earliest && order.filledBar <= latest) return undefined;
  return `an order of bar ${order.placedBar} filled on bar ${order.filledBar}`;
}

/**
 * The raw price of a market order is known; what is charged can only make it worse. Two rules of the peer give prices
 * that a bar did not have, and are not held against them: the fill of a stop-limit, and of a stop after a gap when
 * orders fill at the close.
 */
function priceFault(order: OrderDescription, run: PreparedRun, { market }: Simulation): string | undefined {
  const isStop = order.kind === 'stop' || order.kind === 'trailing_stop';
  const { rules, fillsAtClose } = run.models;
  const isPeers =
    (order.kind === 'stop_limit' && rules.stopLimitGap === 'stop_price') || (isStop && fillsAtClose);
  if (isPeers) return undefined;
  const instrument = market.instrumentOf(order.symbol);
  const series = market.series[instrument];
  const row = market.rowAt(instrument, order.filledBar);
  const direction = order.size > 0 ? 1 : -1;
  if (!isReached(order, series, row, direction))
    return 'an order filled in a bar that did not come to its price';
  const best = order.isMarket
    ? marketPrice(order, series, row, run)
    : waitingPrice(order, series, row, direction);
  if ((order.filledPrice / best - 1) * direction >= -TOLERANCE) return undefined;
  return `a ${direction > 0 ? 'purchase' : 'sale'} filled at ${order.filledPrice}, better than ${best}`;
}

/** Whether the bar came to the limit or stop; a stop before a limit may have been reached on an earlier bar. */
function isReached(
  { limit, stop }: OrderDescription,
  bar: BarSeries,
  row: number,
  direction: 1 | -1,
): boolean {
  const [best, worst] = direction > 0 ? [bar.low[row], bar.high[row]] : [bar.high[row], bar.low[row]];
  if (!Number.isNaN(limit)) return (limit - best) * direction >= 0;
  return Number.isNaN(stop) || (worst - stop) * direction >= 0;
}

/** What a bar at the best gives an order with a limit or a stop: its own price, or the open that lies behind it. */
function waitingPrice(
  { limit, stop }: OrderDescription,
  { open }: BarSeries,
  row: number,
  direction: 1 | -1,
): number {
  const isLimit = !Number.isNaN(limit);
  const better = isLimit === direction > 0 ? Math.min : Math.max;
  return better(open[row], isLimit ? limit : stop);
}

function marketPrice(
  order: OrderDescription,
  { open, close }: BarSeries,
  row: number,
  run: PreparedRun,
): number {
  return run.models.fillsAtClose || isOnClose(order) ? close[row] : open[row];
}

function isOnClose({ kind }: OrderDescription): boolean {
  return kind === 'market_on_close' || kind === 'close_on_close';
}
