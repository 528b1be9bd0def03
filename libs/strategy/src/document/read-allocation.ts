import { isSymbol } from '#domain';
import type { CompiledAllocation } from '../compiled-strategy.js';
import { BUDGETS } from '../budgets.js';
import { DUE_WORDS } from '../catalogue/names.js';
import type { ExpressionSlots, Slot } from './expression-slots.js';
import { checkNumber, Members, type NumberRule } from './members.js';
import type { Part } from './part.js';
import type { Symbols } from './read-symbols.js';

const KEYS = ['every', 'where', 'rank', 'top', 'weights', 'rest', 'band', 'max_weight'];

/** Reads `allocate`; undefined when it is absent or doesn't say when. */
export function readAllocation(
  value: unknown,
  slots: ExpressionSlots,
  symbols: Symbols,
): Part<CompiledAllocation> | undefined {
  if (value === undefined) return undefined;
  const members = Members.of(value, '/allocate', slots.faults, KEYS);
  if (members === undefined) return undefined;
  const every = members.choice('every', DUE_WORDS, true);
  const read = (key: string, type: 'num' | 'bool'): Slot | undefined =>
    slots.read(members.raw(key), members.at(key).path, type);
  const [where, rank, weights] = [read('where', 'bool'), read('rank', 'num'), read('weights', 'num')];
  const top = readConstant(members, slots, 'top', { min: 1, max: BUDGETS.symbols, whole: true });
  const band = readConstant(members, slots, 'band', { min: 0, max: 1 }, 0);
  const maxWeight = readConstant(members, slots, 'max_weight', { min: 0.001, max: 1 }, 1);
  const rest = readRest(members, slots, symbols);
  checkWeights(members, weights);
  if (members.has('top') && !members.has('rank'))
    slots.faults.add(members.at('top'), 'E_CONFLICT', "'top' needs a 'rank' by which to pick");
  if (every === undefined) return undefined;
  const due = slots.read({ fn: 'due', args: [{ str: every }] }, members.at('every').path, 'bool');
  if (due === undefined) return undefined;
  return {
    compiled: {
      due: due.expression,
      where: where?.expression,
      rank: rank?.expression,
      top: top?.value,
      weights: weights?.expression,
      rest: rest?.symbol,
      band: band?.value ?? 0,
      maxWeight: maxWeight?.value ?? 1,
    },
    canonical: {
      every,
      where: where?.canonical,
      rank: rank?.canonical,
      top: top?.canonical,
      weights: weights?.canonical,
      rest: rest?.name,
      band: band?.canonical ?? 0,
      max_weight: maxWeight?.canonical ?? 1,
    },
  };
}

/** A number, or what is computed from parameters, so that searches can vary it. */
function readConstant(
  members: Members,
  slots: ExpressionSlots,
  key: string,
  rule: NumberRule,
  fallback?: number,
): { value: number; canonical: string | number } | undefined {
  const at = members.at(key);
  const slot = slots.read(members.raw(key) ?? fallback, at.path, 'num');
  if (slot === undefined) return undefined;
  const { constant } = slot.expression;
  if (constant === undefined) {
    slots.faults.add(at, 'E_CONST_REQUIRED', `'${key}' must be a number or made of parameters`);
    return undefined;
  }
  const value = checkNumber(constant, key, rule, at, slots.faults);
  return value === undefined ? undefined : { value, canonical: slot.canonical };
}

/** The symbol that takes what is left, named as it is or by its alias; its bars are loaded with the others. */
function readRest(
  members: Members,
  { scope }: ExpressionSlots,
  { aliases }: Symbols,
): { name: string; symbol: string } | undefined {
  const name = members.text('rest', 32);
  if (name === undefined) return undefined;
  const symbol = aliases.get(name) ?? name;
  if (!isSymbol(symbol)) {
    members.faults.add(members.at('rest'), 'E_UNKNOWN_NAME', `'${name}' is not a symbol`);
    return undefined;
  }
  scope.read.add(symbol);
  return { name, symbol };
}

function checkWeights(members: Members, weights: Slot | undefined): void {
  const value = weights?.expression.constant;
  if (value !== undefined && !(value > 0))
    members.faults.add(members.at('weights'), 'E_RANGE', 'a weight must be above 0 to buy anything');
}
