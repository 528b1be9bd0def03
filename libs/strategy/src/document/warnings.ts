import type { CompiledExpression, CompiledSide } from '../compiled-strategy.js';
import type { FaultList } from '../fault-list.js';
import { memberPath } from '../fault-list.js';
import { mayBeTrueWhileFlat } from './flat-entry.js';
import type { ReadDocument } from './read-document.js';
import { warnOfPrices } from './stop-sides.js';

/** Reports what is allowed but hardly meant. */
export function warnOf(read: ReadDocument, faults: FaultList): void {
  for (const expression of read.slots.expressions) warnOfConstant(expression, faults);
  const { used } = read.slots.scope;
  for (const [path, names] of [
    ['/params', read.params.keys()],
    ['/let', read.lets.keys()],
  ] as const)
    for (const name of names)
      if (!used.has(name)) faults.add({ path: memberPath(path, name) }, 'W_UNUSED', `'${name}' is not used`);
  warnOfRank(read, faults);
  for (const [side, other] of [
    ['long', 'short'],
    ['short', 'long'],
  ] as const) {
    warnOfExit(read, side, other, faults);
    warnOfEntry(read, side, other, faults);
    warnOfPrices(read, side, faults);
  }
}

function warnOfConstant({ type, constant, path }: CompiledExpression, faults: FaultList): void {
  if (type !== 'bool' || constant === undefined) return;
  if (constant === 1) faults.add({ path }, 'W_ALWAYS_TRUE', 'this condition is always true');
  else faults.add({ path }, 'W_NEVER_TRUE', 'this condition can never be true');
}

/** Nothing is cut off, so that the order of the candidates doesn't matter. */
function warnOfRank({ allocate, limits }: ReadDocument, faults: FaultList): void {
  if (allocate?.rank === undefined || allocate.top !== undefined) return;
  if (limits?.maxPositions !== undefined) return;
  faults.add({ path: '/allocate/rank' }, 'W_UNUSED', "without 'top' every symbol is held", "add 'top'");
}

function warnOfExit(
  read: ReadDocument,
  side: 'long' | 'short',
  other: 'long' | 'short',
  faults: FaultList,
): void {
  const rules: CompiledSide | undefined = read[side];
  if (rules === undefined || rules.exit !== undefined || rules.stops.length > 0) return;
  if (read[other] !== undefined && read.limits?.exclusive === true) return;
  faults.add(
    { path: `/rules/${side}` },
    'W_EXIT_MISSING',
    `nothing closes a ${side} position`,
    "add 'exit' or 'stops'",
  );
}

/** With one entry on one side only, an entry is looked at without a position alone. */
function warnOfEntry(
  { limits, ...read }: ReadDocument,
  side: 'long' | 'short',
  other: 'long' | 'short',
  faults: FaultList,
): void {
  const enter = read[side]?.enter;
  if (enter === undefined || enter.constant !== undefined) return;
  if (read[other] !== undefined || limits?.pyramiding !== 1) return;
  if (!enter.readsState || mayBeTrueWhileFlat(enter.root)) return;
  const message = 'an entry is looked at without a position, and then this can never be true';
  faults.add({ path: enter.path }, 'W_NEVER_TRUE', message, "only 'exit' and 'stops' see a position");
}
