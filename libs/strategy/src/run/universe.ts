import type { BarSeries } from '#domain';
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

/** Rows that are compared in one go where all members have bars at the same times. */
const TILE = 64;

function compareMembers(
  members: readonly Member[],
  node: UniverseNode,
  progress: BindingProgress,
): Map<Member, Float64Array> {
  const definition = CATALOGUE.get(node.comparison);
  if (definition?.kind !== 'universe') throw new TypeError(`'${node.comparison}' compares nothing`);
  const compare = definition.createCompare();
  const inputs = members.map((member) => member.column(node.args[0]));
  const outputs = members.map(({ series }) => new Float64Array(series.length).fill(NaN));
  const times = members.map(({ series }) => series.openTime);
  const next = new Int32Array(members.length);
  const tile = new Tile(inputs, outputs);
  const present = new Int32Array(members.length);
  const values = new Float64Array(members.length);
  const standings = new Float64Array(members.length);
  progress.begin();
  for (let time = 0, single = 0; ; time += 1) {
    if (time % TILE === 0) progress.look();
    if (single === 0 && haveCommonRows(times, next, TILE)) {
      tile.compare(next, compare);
      continue;
    }
    // Where they do not agree they are not asked again at once.
    single = single === 0 ? TILE : single - 1;
    const count = findPresent(times, next, present);
    if (count === 0) break;
    for (let k = 0; k < count; k += 1) values[k] = inputs[present[k]][next[present[k]]];
    const out = standings.subarray(0, count).fill(NaN);
    compare(values.subarray(0, count), out);
    for (let k = 0; k < count; k += 1) {
      outputs[present[k]][next[present[k]]] = out[k];
      next[present[k]] += 1;
    }
  }
  return new Map(members.map((member, index) => [member, outputs[index]]));
}

/** Whether the next rows of all are at the same times. */
function haveCommonRows(times: readonly Float64Array[], next: Int32Array, rows: number): boolean {
  const [first] = times;
  const from = next[0];
  if (from + rows > first.length) return false;
  for (let m = 1; m < times.length; m += 1) {
    const own = times[m];
    const at = next[m] - from;
    if (at + from + rows > own.length) return false;
    for (let row = from; row < from + rows; row += 1) if (own[at + row] !== first[row]) return false;
  }
  return true;
}

/** Rows of all members side by side: columns are read and written in runs, not a value here and there. */
class Tile {
  private readonly values: readonly Float64Array[];
  private readonly standings: readonly Float64Array[];

  constructor(
    private readonly inputs: readonly Float64Array[],
    private readonly outputs: readonly Float64Array[],
  ) {
    const rows = (): Float64Array[] => Array.from({ length: TILE }, () => new Float64Array(inputs.length));
    this.values = rows();
    this.standings = rows();
  }

  /** Compares the next rows of all and goes past them. */
  compare(next: Int32Array, compare: (values: Float64Array, out: Float64Array) => void): void {
    const { inputs, outputs, values, standings } = this;
    for (let m = 0; m < inputs.length; m += 1) {
      const input = inputs[m];
      for (let row = 0, at = next[m]; row < TILE; row += 1, at += 1) values[row][m] = input[at];
    }
    for (let row = 0; row < TILE; row += 1) compare(values[row], standings[row].fill(NaN));
    for (let m = 0; m < outputs.length; m += 1) {
      const output = outputs[m];
      for (let row = 0, at = next[m]; row < TILE; row += 1, at += 1) output[at] = standings[row][m];
      next[m] += TILE;
    }
  }
}

/** Puts the members whose next bar is the earliest of all into `present` and gives their number; 0 at the end. */
function findPresent(times: readonly Float64Array[], next: Int32Array, present: Int32Array): number {
  let time = Infinity;
  let count = 0;
  for (let m = 0; m < times.length; m += 1) {
    const openTime = times[m][next[m]] ?? Infinity;
    if (openTime > time || !(openTime < Infinity)) continue;
    if (openTime < time) count = 0;
    time = openTime;
    present[count] = m;
    count += 1;
  }
  return count;
}
