import { POINT_OPERATORS } from '../kernels/point-operators.js';
import { ANY_VALUE, rangeOfPoint, type ValueRange } from './value-range.js';
import type { ConstantNode, FrameNode, KnownNode, PlanNode, SeriesNode } from './plan-node.js';

/** What a series call adds to the warm-up of its arguments, see the catalogue. */
export interface SeriesShape {
  readonly fn: string;
  readonly output: number;
  readonly constants: readonly number[];
  readonly lookBack: number;
  readonly seedBars: number;
  /** Steps per bar, of the order of magnitude; default 1. */
  readonly work?: number;
}

type Draft<N extends PlanNode = PlanNode> = N extends PlanNode ? Omit<N, 'id'> : never;

/** Steps per bar and symbol of sorting 500 symbols. */
const COMPARISON_WORK = 10;

/** Ids of three arguments fit into one number as long as there are fewer. */
const MOST_NODES = 2 ** 17;

const AT_ONCE = { firstDefined: 0, declared: 0, converged: 0, readsState: false };

/** Makes the nodes of one plan; a node that equals an earlier one is that one, constants are computed at once. */
export class PlanBuilder {
  /** By what they do, then by what tells those that do it apart. */
  private readonly nodes = new Map<string, Map<string | number, PlanNode>>();
  private count = 0;
  private seriesWork = 0;

  /** By the ids of the nodes; those that may be anything have none. */
  private readonly ranges = new Map<number, ValueRange>();

  /** Steps per bar that the plan takes. */
  get work(): number {
    return this.count + this.seriesWork;
  }

  get size(): number {
    return this.count;
  }

  rangeOf(node: PlanNode): ValueRange {
    return node.kind === 'constant' ? [node.value, node.value] : (this.ranges.get(node.id) ?? ANY_VALUE);
  }

  /** Says within what the values of a node lie. */
  bound(node: PlanNode, range: ValueRange): PlanNode {
    if (range !== ANY_VALUE) this.ranges.set(node.id, range);
    return node;
  }

  constant(value: number): PlanNode {
    return this.node('constant', value, () => ({ ...AT_ONCE, kind: 'constant', value }));
  }

  price(name: string): PlanNode {
    return this.node('price', name, () => ({ ...AT_ONCE, kind: 'price', name }));
  }

  /** The value on the bars of another symbol or timeframe; `ratio` own bars make one of those. */
  frame(on: FrameNode['on'], arg: PlanNode, ratio = 1): PlanNode {
    if (arg.kind === 'constant' || arg.kind === 'parameter') return arg;
    return this.node(
      'frame',
      `${Object.values(on).join()} ${arg.id}`,
      () => ({
        kind: 'frame',
        on,
        args: [arg],
        firstDefined: inOwnBars(arg.firstDefined, ratio),
        declared: inOwnBars(arg.declared, ratio),
        converged: inOwnBars(arg.converged, ratio),
        readsState: false,
      }),
      () => this.rangeOf(arg),
    );
  }

  /** The value beside those of the other traded symbols. */
  universe(comparison: string, arg: PlanNode): PlanNode {
    const before = this.count;
    const { firstDefined, declared, converged } = arg;
    const node = this.node('universe', `${comparison} ${arg.id}`, () => ({
      kind: 'universe',
      comparison,
      args: [arg],
      firstDefined,
      declared,
      converged,
      readsState: false,
    }));
    if (this.count > before) this.seriesWork += COMPARISON_WORK;
    return node;
  }

  known(reading: Pick<KnownNode, 'source' | 'column' | 'reading' | 'series'>): PlanNode {
    const key = [reading.source, reading.column, reading.reading, reading.series].join(' ');
    return this.node('known', key, () => ({ ...AT_ONCE, ...reading, kind: 'known' }));
  }

  state(field: number): PlanNode {
    return this.node('state', field, () => ({ ...AT_ONCE, kind: 'state', field, readsState: true }));
  }

  point(op: string, ...args: PlanNode[]): PlanNode {
    if (args.every((arg) => arg.kind === 'constant')) {
      const [a, b, c] = args.map((arg) => arg.value);
      return this.constant(POINT_OPERATORS.get(op)!.scalar(a, b, c));
    }
    return this.node(
      op,
      args.reduce((key, { id }) => key * MOST_NODES + id + 1, 0),
      () => ({
        kind: 'point',
        op,
        args,
        firstDefined: latest(args, 'firstDefined'),
        declared: latest(args, 'declared'),
        converged: latest(args, 'converged'),
        readsState: args.some((arg) => arg.readsState),
      }),
      () =>
        rangeOfPoint(
          op,
          args.map((arg) => this.rangeOf(arg)),
        ),
    );
  }

  /** The value `bars` bars ago. */
  lag(arg: PlanNode, bars: number): PlanNode {
    if (bars === 0 || arg.kind === 'constant' || arg.kind === 'parameter') return arg;
    if (arg.kind === 'lag') return this.lag(arg.args[0], arg.bars + bars);
    return this.node(
      'lag',
      bars * MOST_NODES + arg.id,
      () => ({
        kind: 'lag',
        bars,
        args: [arg],
        firstDefined: arg.firstDefined + bars,
        declared: arg.declared,
        converged: arg.converged + bars,
        readsState: arg.readsState,
      }),
      () => this.rangeOf(arg),
    );
  }

  series(shape: SeriesShape, args: PlanNode[]): PlanNode {
    const { fn, output, constants, lookBack, seedBars } = shape;
    const call = `${fn} ${constants.join(' ')} : ${ids(args)}`;
    const before = this.count;
    const draft = (): Omit<SeriesNode, 'id'> => ({
      kind: 'series',
      fn,
      output,
      call,
      args,
      constants,
      firstDefined: latest(args, 'firstDefined') + lookBack,
      declared: latest(args, 'declared') + lookBack,
      converged: latest(args, 'converged') + lookBack + seedBars,
      readsState: args.some((arg) => arg.readsState),
    });
    const node = this.node('series', `${output} ${call}`, draft);
    if (this.count > before) this.seriesWork += shape.work ?? 0;
    return node;
  }

  /** A node that stands for others of its kind and equals none. */
  hole(like: SeriesNode | ConstantNode): PlanNode {
    if (like.kind === 'constant')
      return this.node('hole', this.count, () => ({ ...AT_ONCE, kind: 'parameter' }));
    return this.node(
      'hole',
      this.count,
      () => ({ ...like }),
      () => this.rangeOf(like),
    );
  }

  private node(does: string, key: string | number, draft: () => Draft, range?: () => ValueRange): PlanNode {
    let alike = this.nodes.get(does);
    if (alike === undefined) this.nodes.set(does, (alike = new Map<string | number, PlanNode>()));
    const known = alike.get(key);
    if (known !== undefined) return known;
    const node = { ...draft(), id: this.count } as PlanNode;
    this.count += 1;
    alike.set(key, node);
    return range === undefined ? node : this.bound(node, range());
  }
}

/** A bar of a longer timeframe is known once it has closed: the first defined value comes a whole bar later. */
function inOwnBars(bars: number, ratio: number): number {
  return ratio === 1 ? bars : (bars + 1) * ratio;
}

function ids(args: readonly PlanNode[]): string {
  return args.map((arg) => arg.id).join(' ');
}

function latest(args: readonly PlanNode[], field: 'firstDefined' | 'declared' | 'converged'): number {
  return args.reduce((bars, arg) => Math.max(bars, arg[field]), 0);
}
