import type { BarSeries } from '#domain';
import { LOOK_ROWS } from '../kernels/series-kernel.js';
import { CATALOGUE } from '../catalogue/index.js';
import type { PlanNode, UniverseNode } from '../plan/plan-node.js';
import type { BindingProgress } from './binding-progress.js';

/** A traded symbol: its bars and their columns. */
interface Member {
  readonly series: BarSeries;
  column(node: PlanNode): Float64Array;
}

/**
 * The traded symbols of a strategy side by side. Bars that open at the same time are compared, as the engine
 * decides on them together; a symbol without a bar at a time takes no part then.
 */
export class Universe {
  private readonly columns = new Map<number, ReadonlyMap<Member, Float64Array>>();

  constructor(
    /** In the order of the document. */
    private readonly members: () => readonly Member[],
    private readonly progress: BindingProgress,
  ) {}

  /** The column of a comparison on the bars of one of the symbols. */
  column(node: UniverseNode, member: Member): Float64Array {
    let columns = this.columns.get(node.id);
    if (columns === undefined) {
      columns = compareMembers(this.members(), node, this.progress);
      this.columns.set(node.id, columns);
    }
    return columns.get(member)!;
  }
}

function compareMembers(
  members: readonly Member[],
  node: UniverseNode,
  progress: BindingProgress,
): Map<Member, Float64Array> {
  const definition = CATALOGUE.get(node.comparison);
  if (definition?.kind !== 'universe') throw new TypeError(`'${node.comparison}' compares nothing`);
  const inputs = members.map((member) => member.column(node.args[0]));
  const outputs = members.map(({ series }) => new Float64Array(series.length).fill(NaN));
  const next = new Int32Array(members.length);
  const present = new Int32Array(members.length);
  const values = new Float64Array(members.length);
  const standings = new Float64Array(members.length);
  progress.begin();
  for (let time = 0; ; time += 1) {
    if (time % LOOK_ROWS === 0) progress.look();
    const count = findPresent(members, next, present);
    if (count === 0) break;
    for (let k = 0; k < count; k += 1) values[k] = inputs[present[k]][next[present[k]]];
    const out = standings.subarray(0, count).fill(NaN);
    definition.compare(values.subarray(0, count), out);
    for (let k = 0; k < count; k += 1) {
      outputs[present[k]][next[present[k]]] = out[k];
      next[present[k]] += 1;
    }
  }
  return new Map(members.map((member, index) => [member, outputs[index]]));
}

/** Puts the members whose next bar is the earliest of all into `present` and gives their number; 0 at the end. */
function findPresent(members: readonly Member[], next: Int32Array, present: Int32Array): number {
  let time = Infinity;
  let count = 0;
  for (let m = 0; m < members.length; m += 1) {
    const openTime = members[m].series.openTime[next[m]] ?? Infinity;
    if (openTime > time || !(openTime < Infinity)) continue;
    if (openTime < time) count = 0;
    time = openTime;
    present[count] = m;
    count += 1;
  }
  return count;
}
