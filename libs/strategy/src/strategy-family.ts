import type { BarSeries, Fault } from '#domain';
import { bindOn } from './bind-strategy.js';
import type { BoundStrategy } from './bound-strategy.js';
import { compileAndKeep } from './compile-strategy.js';
import type { StrategyPlan, WarmupMode } from './compiled-strategy.js';
import type { ReadDocument } from './document/read-document.js';
import type { KnownRows } from './known/known-rows.js';
import { PlanTemplate } from './plan-template.js';
import { replan } from './replan.js';
import type { BindingWatch } from './run/binding-progress.js';
import { FrameSet } from './run/frame-set.js';

/** Columns of indicators that are kept for later sets of parameters, at most. */
const MOST_BYTES = 256 * 2 ** 20;
/** Nodes of all sets together; there are a few new ones in each. */
const MOST_NODES = 50_000;
/** Plans at a time: one for each set of values that no hole takes. */
const MOST_PLANS = 32;

export type FamilyMember = { ok: true; bound: BoundStrategy } | { ok: false; errors: Fault[] };

export interface FamilyWorld {
  readonly warmup: WarmupMode;
  /** By symbol. */
  readonly series: ReadonlyMap<string, BarSeries>;
  /** The rows that the strategy reads of datasets. */
  readonly known?: readonly KnownRows[];
  /** Looks on while indicators are computed; what it throws ends the family. */
  readonly watch?: BindingWatch;
}

/** What sets of parameters are made of that differ in what stands within expressions. */
interface Common {
  /** Of its first set; one that gives values to others is another matter. */
  readonly names: ReadonlySet<string>;
  readonly read: ReadDocument;
  readonly plan: StrategyPlan;
  readonly frames: FrameSet;
  readonly template: PlanTemplate | undefined;
}

/**
 * One strategy over the same bars with one set of parameters after the other: the document is read once, and an
 * indicator that sets have in common is computed once. A set is bound when the one before was released.
 */
export class StrategyFamily {
  /** The newest last. */
  private commons: Common[] = [];

  constructor(
    private readonly document: unknown,
    private readonly world: FamilyWorld,
  ) {}

  /** Throws a RangeError for a symbol without a series. */
  bind(params: Readonly<Record<string, number>>): FamilyMember {
    if (areLarge(this.commons)) this.forget();
    const { commons } = this;
    for (let k = commons.length - 1; k >= 0; k -= 1) {
      const { names, plan, frames, template } = commons[k];
      const filled = isSame(names, params) ? template?.fill(params) : undefined;
      if (filled === undefined) continue;
      const { filling, warmupBars } = filled;
      return { ok: true, bound: bindOn(frames, withWarmup(plan, warmupBars), template!.roots, filling) };
    }
    return this.bindReplanned(params) ?? this.bindAnew(params);
  }

  private bindReplanned(params: Readonly<Record<string, number>>): FamilyMember | undefined {
    const common = this.commons.at(-1);
    if (common === undefined || !isSame(common.names, params)) return undefined;
    const { read, plan, frames } = common;
    const changed = replan(read, plan, params, this.world.warmup);
    if (changed === undefined) return undefined;
    const { roots, warmupBars } = changed;
    return { ok: true, bound: bindOn(frames, withWarmup(plan, warmupBars), roots) };
  }

  /** The first set, and those that change more of the strategy than what stands within its expressions. */
  private bindAnew(params: Readonly<Record<string, number>>): FamilyMember {
    const { warmup, series, known, watch } = this.world;
    const [first] = series.values();
    const outcome = compileAndKeep(this.document, { params, warmup, timeframe: first?.timeframe });
    if (!outcome.ok) return outcome;
    const { strategy: plan } = outcome;
    const read = outcome.read!;
    const frames = new FrameSet(plan, series, known, watch);
    const template = PlanTemplate.of(read, plan, warmup);
    this.commons.push({ names: new Set(Object.keys(params)), read, plan, frames, template });
    return { ok: true, bound: bindOn(frames, plan) };
  }

  /** Gives all columns back for good: nothing may be bound afterwards, and nobody may look at a set that was. */
  release(): void {
    for (const { frames } of this.commons) frames.release();
  }

  private forget(): void {
    this.release();
    this.commons = [];
  }
}

function isSame(names: ReadonlySet<string>, params: Readonly<Record<string, number>>): boolean {
  const others = Object.keys(params);
  return names.size === others.length && others.every((name) => names.has(name));
}

function areLarge(commons: readonly Common[]): boolean {
  let bytes = 0;
  let nodes = 0;
  for (const { frames, read } of commons) {
    bytes += frames.bytes;
    nodes += read.slots.builder.size;
  }
  return commons.length > MOST_PLANS || bytes > MOST_BYTES || nodes > MOST_NODES;
}

/** Member by member: a spread takes longer than the rest of a binding. */
function withWarmup(plan: StrategyPlan, warmupBars: number): StrategyPlan {
  const { name, symbols, expressions, rules, allocate, sizing, limits } = plan;
  return { name, symbols, warmupBars, expressions, rules, allocate, sizing, limits };
}
