import { evaluateBound, type CompiledLimits } from '#strategy';
import type { DecisionContext } from '../decision-context.js';
import type { EntryRequest } from '../entry-request.js';
import { trailingLevel, type TrailingStop } from '../models/trailing-stop.js';
import type { Order } from '../order.js';
import type { BoundSide } from './bound-side.js';
import { computeEntrySize } from './entry-size.js';
import { roomFor } from './limits.js';
import type { PositionTracker } from './position-tracker.js';

/** Where an entry is decided. */
interface EntryPlace {
  readonly context: DecisionContext;
  readonly tracker: PositionTracker;
  readonly limits: CompiledLimits;
  readonly instrument: number;
  readonly symbol: string;
  /** Row of the decision in the instrument's series. */
  readonly row: number;
}

/** The order that a side's entry asks for; undefined when a price or its size can't be told at this bar. */
export function toEntryRequest(side: BoundSide, place: EntryPlace): EntryRequest | undefined {
  const { context, tracker, limits, instrument, symbol, row } = place;
  const { kind, direction } = side;
  const read = (slot: BoundSide['price']) =>
    slot === undefined ? NaN : evaluateBound(slot, tracker.state, row);
  const close = context.market.close[instrument];
  const trail = readTrail(side, read(side.trail?.value));
  const price = trail === undefined ? read(side.price) : trailingLevel(trail, close, direction);
  const needsPrice = kind !== 'market' && kind !== 'moc';
  if (needsPrice && !(price > 0)) return undefined;
  const reference = needsPrice ? price : close;
  const size = computeEntrySize({ side, context, tracker, row, reference });
  if (size === undefined) return undefined;
  const limit = read(side.limit);
  if (kind === 'stop_limit' && !(limit > 0)) return undefined;
  return {
    symbol,
    units: size.units,
    fraction: size.fraction,
    cash: size.cash,
    limit: kind === 'limit' ? price : kind === 'stop_limit' ? limit : NaN,
    stop: kind === 'stop' || kind === 'stop_limit' ? price : NaN,
    trail,
    onClose: kind === 'moc',
    ...side.life,
    oco: side.oco ? findRival(context, instrument, direction) : undefined,
    most: limits.maxGross === undefined ? undefined : roomFor(context, limits, instrument, direction),
    reason: direction > 0 ? 'enter_long' : 'enter_short',
  };
}

function readTrail({ trail }: BoundSide, value: number): TrailingStop | undefined {
  if (trail === undefined) return undefined;
  const behind = value > 0 ? value : NaN;
  return trail.by === 'distance' ? { distance: behind } : { percent: behind };
}

/** The waiting entry of the other side. */
function findRival(context: DecisionContext, instrument: number, direction: 1 | -1): Order | undefined {
  return context.orders.find(
    (order) => order.isEntry && order.instrument === instrument && order.direction !== direction,
  );
}
