import { STATE } from '../bound-strategy.js';
import type { CompiledStop } from '../compiled-strategy.js';
import type { FaultList } from '../fault-list.js';
import type { PlanNode } from '../plan/plan-node.js';
import { rangeOfPoint, type ValueRange } from '../plan/value-range.js';
import type { ReadDocument } from './read-document.js';

type RangeOf = (node: PlanNode) => ValueRange;

/** A value at the entry as a multiple of the entry price and a rest. */
interface AtEntry {
  readonly factor: number;
  readonly rest: ValueRange;
}

const NOTHING: ValueRange = [0, 0];
/** What is the entry price at the moment of the entry. */
const ENTRY_PRICES: readonly number[] = [STATE.entry_price, STATE.peak, STATE.trough];

/** Reports stops, targets and prices of orders that can't be meant, as far as that is seen without bars. */
export function warnOfPrices(read: ReadDocument, side: 'long' | 'short', faults: FaultList): void {
  const rules = read[side];
  if (rules === undefined) return;
  const { builder } = read.slots;
  const rangeOf: RangeOf = (node) => builder.rangeOf(node);
  for (const stop of rules.stops) warnOfStop(stop, side === 'long' ? 1 : -1, rangeOf, faults);
  const { price, limit, distance, percent } = rules.order;
  for (const slot of [price, limit, distance, percent])
    if (slot !== undefined && isNeverPositive(rangeOf(slot.root)))
      faults.add({ path: slot.path }, 'W_NEVER_TRUE', 'no entry is ever placed: this is never above 0');
}

function warnOfStop(stop: CompiledStop, direction: 1 | -1, rangeOf: RangeOf, faults: FaultList): void {
  if (stop.kind === 'trail' && isNeverPositive(rangeOf(stop.distance.root))) {
    const message = 'a distance that is never above 0 puts the stop at the price or beyond it';
    faults.add({ path: stop.distance.path }, 'W_STOP_SIDE', message);
  }
  if (stop.kind !== 'stop' && stop.kind !== 'target') return;
  const value = atEntry(stop.at.root, rangeOf);
  const { path } = stop.at;
  if (value === undefined) return;
  const { factor, rest } = value;
  // Over the entry price, which is above zero.
  const isOver = factor >= 1 && rest[0] >= 0;
  const isUnder = factor <= 1 && rest[1] <= 0;
  const wantsUnder = (stop.kind === 'stop') === direction > 0;
  if (factor <= 0 && isNeverPositive(rest))
    faults.add({ path }, 'W_STOP_SIDE', `this ${stop.kind} is never above 0, so no price reaches it`);
  else if (wantsUnder ? isOver : isUnder)
    faults.add(
      { path },
      'W_STOP_SIDE',
      `this ${stop.kind} is never ${wantsUnder ? 'below' : 'above'} the entry price: it closes the position at once`,
    );
}

function isNeverPositive([, most]: ValueRange): boolean {
  return most <= 0;
}

/** Undefined where the entry price takes part otherwise than as a multiple. */
function atEntry(node: PlanNode, rangeOf: RangeOf): AtEntry | undefined {
  if (node.kind === 'state' && ENTRY_PRICES.includes(node.field)) return { factor: 1, rest: NOTHING };
  if (!node.readsState) return { factor: 0, rest: rangeOf(node) };
  if (node.kind !== 'point') return undefined;
  const [a, b = { factor: 0, rest: NOTHING }] = node.args.map((arg) => atEntry(arg, rangeOf));
  if (a === undefined || b === undefined) return undefined;
  if (node.op === 'neg') return { factor: -a.factor, rest: rangeOfPoint('neg', [a.rest]) };
  if (node.op === '+' || node.op === '-')
    return {
      factor: node.op === '+' ? a.factor + b.factor : a.factor - b.factor,
      rest: rangeOfPoint(node.op, [a.rest, b.rest]),
    };
  if (node.op === '*') return scaled(a, b) ?? scaled(b, a);
  return node.op === '/' ? scaled(a, { ...b, rest: rangeOfPoint('/', [[1, 1], b.rest]) }) : undefined;
}

/** A value times one that is known. */
function scaled({ factor, rest }: AtEntry, by: AtEntry): AtEntry | undefined {
  const [times, most] = by.rest;
  if (by.factor !== 0 || times !== most || times === 0) return undefined;
  return { factor: factor * times, rest: rangeOfPoint('*', [rest, by.rest]) };
}
