import {
  createPositionState,
  evaluateBound,
  STATE,
  type BoundStrategy,
  type CompiledOrder,
  type CompiledStrategy,
} from '#strategy';
import type { PreparedRun } from '../prepared-run.js';
import type { OrderDescription, OrderRecord } from '../record/order-record.js';
import { bindSide, type BoundSide } from '../rules/bound-side.js';
import { PositionTracker } from '../rules/position-tracker.js';
import { computeProtectivePrices, type ProtectivePrices } from '../rules/protective-prices.js';
import type { CanarySample } from './canary-samples.js';

/** Averages that are seeded at the start of a window differ by their seeds. */
const TOLERANCE = 1e-5;
const FLAT = createPositionState();

/** An entry of a run and what its strategy says as of the bar that decided it, in a window that knows nothing later. */
interface Decided {
  readonly sample: CanarySample;
  readonly compiled: CompiledStrategy;
  readonly run: PreparedRun;
  readonly orders: OrderRecord;
  readonly bound: BoundStrategy;
  readonly row: number;
}

type Price = readonly [what: string, expected: number, placed: readonly number[]];

/**
 * Says which price of a sampled entry (its limit or stop, the stop and target of its trade) is another than its decision
 * bar gives; undefined where all agree, or where it can't be told: baskets, code, prices that splits moved.
 */
export function findStrayPrice(decided: Decided): string | undefined {
  const { sample, compiled, run, orders, bound } = decided;
  const { symbol, direction } = sample;
  const side = direction > 0 ? compiled.rules?.long : compiled.rules?.short;
  if (side === undefined || side.legs !== undefined || (run.input.actions ?? []).length > 0) return undefined;
  const found = findEntry(orders, sample);
  if (found === undefined) return undefined;
  const boundSide = bindSide(bound, symbol, side, direction === 1 ? 1 : -1);
  const prices = pricesOfEntry(found.entry, side.order, boundSide, decided.row);
  if (compiled.limits.exclusive && side.stops.length > 0)
    prices.push(...pricesOfTrade(found, orders, boundSide, decided.row));
  for (const [what, expected, placed] of prices) {
    if (Number.isNaN(expected) || placed.length === 0) continue;
    if (placed.every((price) => !(Math.abs(price / expected - 1) <= TOLERANCE)))
      return `a ${what} at ${placed[0]}, which is ${expected} as of its decision`;
  }
  return undefined;
}

function pricesOfEntry(
  { kind, limit, stop }: OrderDescription,
  { price, limit: second }: CompiledOrder,
  side: BoundSide,
  row: number,
): Price[] {
  if (kind !== 'limit' && kind !== 'stop' && kind !== 'stop_limit') return [];
  const isPlain = price?.readsState === false && second?.readsState !== true;
  if (!isPlain || side.price === undefined) return [];
  const own = evaluateBound(side.price, FLAT, row);
  if (kind === 'limit') return [['limit', own, [limit]]];
  const prices: Price[] = [['stop', own, [stop]]];
  if (side.limit !== undefined) prices.push(['limit', evaluateBound(side.limit, FLAT, row), [limit]]);
  return prices;
}

function pricesOfTrade(found: FoundEntry, orders: OrderRecord, side: BoundSide, row: number): Price[] {
  // What depends on the money that there was is not known any more.
  const [expected, richer] = [1e5, 2e5].map((money): ProtectivePrices => {
    const state = new PositionTracker(0).supposing(found.entry.filledPrice);
    state[STATE.equity] = state[STATE.cash] = money;
    return computeProtectivePrices(side, state, row);
  });
  const { stops, targets } = protectionAfter(orders, found);
  const known = (price: number, other: number): number => (price === other ? price : NaN);
  return [
    ['stop', known(expected.stopLoss, richer.stopLoss), stops],
    ['target', known(expected.takeProfit, richer.takeProfit), targets],
  ];
}

interface FoundEntry {
  readonly entry: OrderDescription;
  readonly id: number;
}

/** The filled entry of a sample; orders are in the order of their bars. */
function findEntry(orders: OrderRecord, { symbol, bar, direction }: CanarySample): FoundEntry | undefined {
  let [low, high] = [0, orders.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (orders.describe(middle).placedBar < bar) low = middle + 1;
    else high = middle;
  }
  for (let id = low; id < orders.length; id += 1) {
    const entry = orders.describe(id);
    if (entry.placedBar !== bar) return undefined;
    const isIt = entry.isEntry && entry.symbol === symbol && entry.size * direction > 0;
    if (isIt && entry.isFilled) return { entry, id };
  }
  return undefined;
}

/** Stops and targets of the symbol that were placed when the entry filled, those of its bar's close among them. */
function protectionAfter(
  orders: OrderRecord,
  { entry, id }: FoundEntry,
): Record<'stops' | 'targets', number[]> {
  const stops: number[] = [];
  const targets: number[] = [];
  for (let k = id + 1; k < orders.length; k += 1) {
    const { kind, symbol, placedBar, limit, stop } = orders.describe(k);
    if (placedBar > entry.filledBar + 1) break;
    if (symbol !== entry.symbol || placedBar < entry.filledBar) continue;
    if (kind === 'stop_loss') stops.push(stop);
    if (kind === 'take_profit') targets.push(limit);
  }
  return { stops, targets };
}
