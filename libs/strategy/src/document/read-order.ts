import { toDate } from '#domain';
import type { CompiledOrder, TimeInForce } from '../compiled-strategy.js';
import type { ExpressionSlots } from './expression-slots.js';
import { Members } from './members.js';
import type { Part } from './part.js';

/** Which slots an order of a kind needs; of `distance` and `percent` one. */
const SLOTS: Readonly<Record<CompiledOrder['kind'], readonly string[]>> = {
  market: [],
  limit: ['price'],
  stop: ['price'],
  stop_limit: ['price', 'limit'],
  trailing_stop: ['distance', 'percent'],
  moc: [],
};
const KINDS = Object.keys(SLOTS) as CompiledOrder['kind'][];
const PRICES = ['price', 'limit', 'distance', 'percent'];
const LIVES: readonly TimeInForce[] = ['gtc', 'day', 'gtd', 'ioc'];
const KEYS = ['kind', ...PRICES, 'expire', 'time_in_force', 'good_till', 'oco'];
const DAY_MS = 86_400_000;

/** Reads the `order` of a side: how its entries are placed; at market when it is absent. */
export function readOrder(side: Members, slots: ExpressionSlots): Part<CompiledOrder> | undefined {
  if (!side.has('order')) return { compiled: { kind: 'market' }, canonical: { kind: 'market' } };
  const members = Members.of(side.raw('order'), side.at('order').path, slots.faults, KEYS);
  const kind = members?.choice('kind', KINDS, true);
  if (members === undefined || kind === undefined) return undefined;
  checkPrices(members, kind, slots);
  const read = (key: string) => slots.read(members.raw(key), members.at(key).path, 'num');
  const [price, limit, distance, percent] = PRICES.map(read);
  const expire = members.number('expire', { min: 1, max: 1_000_000, whole: true });
  const life = readLife(members, slots);
  const oco = readOco(members, kind, slots);
  return {
    compiled: {
      ...{ kind, price: price?.expression, limit: limit?.expression, expire },
      ...{ distance: distance?.expression, percent: percent?.expression, oco, ...life?.compiled },
    },
    canonical: {
      ...{ kind, price: price?.canonical, limit: limit?.canonical, expire },
      ...{ distance: distance?.canonical, percent: percent?.canonical, oco, ...life?.canonical },
    },
  };
}

function checkPrices(members: Members, kind: CompiledOrder['kind'], slots: ExpressionSlots): void {
  const wanted = SLOTS[kind];
  for (const key of PRICES) {
    if (!wanted.includes(key) && members.has(key))
      slots.faults.add(members.at(key), 'E_CONFLICT', `an order of kind '${kind}' has no '${key}'`);
  }
  if (kind !== 'trailing_stop') {
    for (const key of wanted)
      if (!members.has(key)) members.refuse(key, `an order of kind '${kind}' needs '${key}'`);
    return;
  }
  const given = wanted.filter((key) => members.has(key));
  if (given.length === 0) members.refuse('distance', "a trailing stop needs a 'distance' or a 'percent'");
  if (given.length === 2)
    slots.faults.add(members.at('percent'), 'E_CONFLICT', "give 'distance' or 'percent', not both");
}

/** Only what differs from the default is in the canonical form, so that older documents keep their hashes. */
function readLife(
  members: Members,
  slots: ExpressionSlots,
): Part<Pick<CompiledOrder, 'timeInForce' | 'goodTill'>> | undefined {
  const timeInForce = members.choice('time_in_force', LIVES);
  const text = members.text('good_till', 40);
  if (timeInForce === undefined) return undefined;
  const isDated = timeInForce === 'gtd';
  if (members.has('good_till') && !isDated)
    slots.faults.add(members.at('good_till'), 'E_CONFLICT', "'good_till' belongs to time_in_force 'gtd'");
  if (isDated && !members.has('good_till')) members.refuse('good_till', "'gtd' needs a 'good_till'");
  if (timeInForce !== 'gtc' && members.has('expire'))
    slots.faults.add(
      members.at('expire'),
      'E_CONFLICT',
      `'expire' and time_in_force '${timeInForce}' both end it`,
    );
  if (timeInForce === 'gtc') return undefined;
  const goodTill = text === undefined || !isDated ? undefined : toInstant(text);
  if (isDated && text !== undefined && goodTill === undefined)
    members.refuse(
      'good_till',
      "'good_till' must be a date or an instant, as 2024-06-28 or 2024-06-28T20:00:00Z",
    );
  return { compiled: { timeInForce, goodTill }, canonical: { time_in_force: timeInForce, good_till: text } };
}

/** UTC milliseconds; the whole of a bare date counts. Undefined when it is none. */
function toInstant(text: string): number | undefined {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (!isDate && !/^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const [day, instant] = [Date.parse(text.slice(0, 10)), Date.parse(text)];
  // A day that the month does not have is read as one of the next.
  if (Number.isNaN(instant) || Number.isNaN(day) || toDate(day) !== text.slice(0, 10)) return undefined;
  return isDate ? instant + DAY_MS : instant;
}

function readOco(members: Members, kind: CompiledOrder['kind'], slots: ExpressionSlots): true | undefined {
  if (members.boolean('oco') !== true) return undefined;
  if (SLOTS[kind].length > 0) return true;
  slots.faults.add(members.at('oco'), 'E_CONFLICT', `an order of kind '${kind}' never waits beside another`);
  return undefined;
}
