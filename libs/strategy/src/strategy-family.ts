import type { BarSeries, Fault } from '#domain';
import { bindOn, bindStrategy } from './bind-strategy.js';
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

/** What later sets of parameters are made of. */
interface Common {
  /** Of the first set; one that gives values to others is another matter. */
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
  private common: Common | undefined;

  constructor(
    private readonly document: unknown,
    private readonly world: FamilyWorld,
  ) {}

  /** Throws a RangeError for a symbol without a series. */
  bind(params: Readonly<Record<string, number>>): FamilyMember {
    if (this.common !== undefined && isLarge(this.common)) this.forget(this.common);
    const { common } = this;
    if (common === undefined || !isSame(common.names, Object.keys(params))) return this.bindAnew(params);
    const { read, plan, frames, template } = common;
    const filled = template?.fill(params);
    if (filled !== undefined) {
      const { filling, warmupBars } = filled;
      return { ok: true, bound: bindOn(frames, withWarmup(plan, warmupBars), template!.roots, filling) };
    }
    const changed = replan(read, plan, params, this.world.warmup);
    if (changed === undefined) return this.bindAnew(params);
    const { roots, warmupBars } = changed;
    return { ok: true, bound: bindOn(frames, withWarmup(plan, warmupBars), roots) };
  }

  /** The first set, and those that change more of the strategy than numbers within its expressions. */
  private bindAnew(params: Readonly<Record<string, number>>): FamilyMember {
    const { warmup, series, known, watch } = this.world;
    const [first] = series.values();
    const outcome = compileAndKeep(this.document, { params, warmup, timeframe: first?.timeframe });
    if (!outcome.ok) return outcome;
    const { strategy: plan, read } = outcome;
    if (this.common !== undefined) return { ok: true, bound: bindStrategy(plan, series, watch, known) };
    const frames = new FrameSet(plan, series, known, watch);
    const template = PlanTemplate.of(read!, plan, warmup);
    this.common = { names: new Set(Object.keys(params)), read: read!, plan, frames, template };
    return { ok: true, bound: bindOn(frames, plan) };
  }

  /** Gives all columns back for good: nothing may be bound afterwards, and nobody may look at a set that was. */
  release(): void {
    this.common?.frames.release();
  }

  private forget({ frames }: Common): void {
    frames.release();
    this.common = undefined;
  }
}

function isSame(names: ReadonlySet<string>, others: readonly string[]): boolean {
  return names.size === others.length && others.every((name) => names.has(name));
}

function isLarge({ frames, read }: Common): boolean {
  return frames.bytes > MOST_BYTES || read.slots.builder.size > MOST_NODES;
}

/** Member by member: a spread takes longer than the rest of a binding. */
function withWarmup(plan: StrategyPlan, warmupBars: number): StrategyPlan {
  const { name, symbols, expressions, rules, allocate, sizing, limits } = plan;
  return { name, symbols, warmupBars, expressions, rules, allocate, sizing, limits };
}
