import { BUDGETS } from '../budgets.js';
import type { CompiledLeg, CompiledSide, CompiledStop } from '../compiled-strategy.js';
import { isPriceName } from '../catalogue/names.js';
import { someNode, type PlanNode } from '../plan/plan-node.js';
import type { ExpressionSlots } from './expression-slots.js';
import { Members } from './members.js';
import type { Part } from './part.js';
import { readOrder } from './read-order.js';
import type { Symbols } from './read-symbols.js';

const STOP_KEYS = new Map<string, string>([
  ['stop', 'at'],
  ['target', 'at'],
  ['trail', 'distance'],
  ['time', 'bars'],
  ['breakeven', 'when'],
]);

/** Reads one side of `rules`; undefined when it is absent or has no usable entry. */
export function readSide(
  value: unknown,
  path: string,
  slots: ExpressionSlots,
  symbols: Symbols,
): Part<CompiledSide> | undefined {
  if (value === undefined) return undefined;
  const members = Members.of(value, path, slots.faults, ['enter', 'exit', 'stops', 'order', 'legs']);
  if (members === undefined) return undefined;
  if (!members.has('enter')) members.refuse('enter', "'enter' is missing");
  const read = slots.expressions.length;
  const enter = slots.read(members.raw('enter'), members.at('enter').path, 'bool');
  const exit = slots.read(members.raw('exit'), members.at('exit').path, 'bool');
  const stops = readStops(members, slots);
  const order = readOrder(members, slots);
  const legs = readLegs(members, slots, symbols);
  if (legs !== undefined) {
    checkBasket(members, slots, read, stops);
    checkBasketOrder(members, slots, order?.compiled.kind);
  }
  if (enter === undefined || order === undefined) return undefined;
  return {
    compiled: {
      enter: enter.expression,
      exit: exit?.expression,
      stops: stops.map((stop) => stop.compiled),
      order: order.compiled,
      legs: legs?.map((leg) => leg.compiled),
    },
    canonical: {
      enter: enter.canonical,
      exit: exit?.canonical,
      stops: stops.map((stop) => stop.canonical),
      order: order.canonical,
      legs: legs?.map((leg) => leg.canonical),
    },
  };
}

function readStops(side: Members, slots: ExpressionSlots): Part<CompiledStop>[] {
  const stops = side.list('stops', BUDGETS.stops);
  const { path } = side.at('stops');
  return stops.flatMap((value, index) => readStop(value, `${path}/${index}`, slots) ?? []);
}

function readStop(value: unknown, path: string, slots: ExpressionSlots): Part<CompiledStop> | undefined {
  const members = Members.of(value, path, slots.faults);
  const kind = members?.choice('kind', [...STOP_KEYS.keys()] as CompiledStop['kind'][], true);
  if (members === undefined || kind === undefined) return undefined;
  const key = STOP_KEYS.get(kind)!;
  Members.of(value, path, slots.faults, ['kind', key]);
  if (!members.has(key)) return members.refuse(key, `a stop of kind '${kind}' needs '${key}'`);
  if (kind === 'time') {
    const bars = members.number('bars', { min: 1, max: 1_000_000, whole: true });
    return bars === undefined ? undefined : { compiled: { kind, bars }, canonical: { kind, bars } };
  }
  const slot = slots.read(members.raw(key), members.at(key).path, kind === 'breakeven' ? 'bool' : 'num');
  if (slot === undefined) return undefined;
  return {
    compiled: { kind, [key]: slot.expression } as unknown as CompiledStop,
    canonical: { kind, [key]: slot.canonical },
  };
}

function readLegs(side: Members, slots: ExpressionSlots, symbols: Symbols): Part<CompiledLeg>[] | undefined {
  if (!side.has('legs')) return undefined;
  const { path } = side.at('legs');
  const legs = side.list('legs', BUDGETS.symbols);
  if (legs.length === 0) side.refuse('legs', "'legs' needs at least one leg");
  return legs.flatMap((value, index) => readLeg(value, `${path}/${index}`, slots, symbols) ?? []);
}

function readLeg(
  value: unknown,
  path: string,
  slots: ExpressionSlots,
  symbols: Symbols,
): Part<CompiledLeg> | undefined {
  const members = Members.of(value, path, slots.faults, ['symbol', 'weight']);
  if (members === undefined) return undefined;
  const name = members.text('symbol', 32);
  const symbol = name === undefined ? undefined : (symbols.aliases.get(name) ?? name);
  if (symbol === undefined) {
    if (!members.has('symbol')) members.refuse('symbol', "a leg needs a 'symbol'");
  } else if (!symbols.list.includes(symbol)) {
    slots.faults.add(members.at('symbol'), 'E_UNKNOWN_NAME', `'${name}' is none of the strategy's symbols`);
  }
  if (!members.has('weight')) members.refuse('weight', "a leg needs a 'weight'");
  const weight = slots.read(members.raw('weight'), members.at('weight').path, 'num');
  if (symbol === undefined || weight === undefined) return undefined;
  return {
    compiled: { symbol, weight: weight.expression },
    canonical: { symbol: name, weight: weight.canonical },
  };
}

/** A basket trades several instruments at once: it has no price, so nothing of it may name one without an alias. */
function checkBasket(
  side: Members,
  slots: ExpressionSlots,
  firstExpression: number,
  stops: readonly Part<CompiledStop>[],
): void {
  for (const { path, root } of slots.expressions.slice(firstExpression))
    if (readsOwnPrice(root))
      slots.faults.add(
        { path },
        'E_CONFLICT',
        'a basket has no price of its own',
        "name the symbol, as in 'a.close'",
      );
  stops.forEach(({ compiled }, index) => {
    if (compiled.kind !== 'time')
      slots.faults.add(
        { path: `${side.at('stops').path}/${index}` },
        'E_CONFLICT',
        `a basket can have no '${compiled.kind}'`,
        "only stops of kind 'time'",
      );
  });
}

function checkBasketOrder(side: Members, slots: ExpressionSlots, kind: string | undefined): void {
  if (kind === undefined || kind === 'market' || kind === 'moc') return;
  const at = { path: `${side.at('order').path}/kind` };
  slots.faults.add(
    at,
    'E_CONFLICT',
    `the legs of a basket trade together, not by '${kind}'`,
    "'market' or 'moc'",
  );
}

/** The clock isn't a price: it goes by the bars of the first leg. */
function readsOwnPrice(root: PlanNode): boolean {
  return someNode(
    root,
    (node) => node.kind === 'price' && (isPriceName(node.name) || node.name === 'prior_close'),
    (node) => node.kind === 'frame' && 'symbol' in node.on,
  );
}
