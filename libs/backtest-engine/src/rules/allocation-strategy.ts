import { BarkeepError, type BarSeries } from '#domain';
import {
  createPositionState,
  evaluateBound,
  isTrueAt,
  type BoundCondition,
  type BoundExpression,
  type BoundStrategy,
  type CompiledAllocation,
  type CompiledExpression,
  type PositionState,
} from '#strategy';
import type { DecisionContext } from '../decision-context.js';
import type { Preparation, Strategy, TradeNumbers } from '../strategy.js';
import { findClock } from './allocation-clock.js';
import { PositionTracker, type TrackerMemory } from './position-tracker.js';
import { Rebalance } from './rebalance.js';
import { pickBest, scaleWeights, type Candidate } from './target-weights.js';

/** The expressions of an allocation on the bars of one symbol. */
interface BoundAllocation {
  readonly instrument: number;
  /** Made when first asked for: of all symbols of an exchange one is its clock. */
  readonly due: () => BoundCondition;
  /** The part of the equity that is given out. */
  readonly share: BoundExpression;
  readonly where?: BoundCondition;
  readonly rank?: BoundExpression;
  readonly weights?: BoundExpression;
  /** Kept only where an expression reads it. */
  readonly tracker?: PositionTracker;
}

/** Why a symbol takes no part in an allocation, by the member of `allocate` that says so. */
export type NoCandidate = 'no_bar' | 'warm_up' | 'where' | 'rank' | 'weights';

/** Where a symbol stands at a decision. */
export interface Standing {
  /** `not_due`: nothing is decided at this bar; `below_top`: others are ranked before it. */
  readonly reason: NoCandidate | 'not_due' | 'below_top' | 'picked';
  /** From 1 among the candidates; null for none of them. */
  readonly place: number | null;
  readonly candidates: number;
  /** How many of them are picked. */
  readonly places: number;
}

/**
 * Runs the `allocate` of a strategy.v1 document. The clock is the first symbol of one exchange that has a bar now; at
 * its due bars every symbol whose warm-up is over, whose condition is true and whose rank and weight are known is a
 * candidate. The best are weighed and the account is brought to these weights at the next fill. Symbols of an exchange
 * that is closed now are read at their last bar, and their orders wait until it opens. What is held on the clock's own
 * exchange and has no bar now stays as it is: it takes one of the places, and its value is not given out again.
 */
export class AllocationStrategy implements Strategy {
  readonly name: string;
  /** A purchase adds to what is held and never replaces it. */
  readonly exclusive = false;
  private readonly allocation: CompiledAllocation;
  private readonly noState: PositionState = createPositionState();
  private members: readonly BoundAllocation[] = [];
  private instruments: readonly number[] = [];
  /** Of the clock at the decision. */
  private calendar = '';
  private rebalance!: Rebalance;
  private rest: number | undefined;

  constructor(
    private readonly bound: BoundStrategy,
    /** Index of the first defined bar; default: as the strategy was compiled. */
    private readonly warmupBars = bound.strategy.warmupBars,
  ) {
    this.name = bound.strategy.name;
    this.allocation = bound.strategy.allocate!;
    refuseSizing(bound);
  }

  prepare(series: readonly BarSeries[]): Preparation {
    const instrumentOf = (symbol: string): number => {
      const instrument = series.findIndex((one) => one.symbol === symbol);
      if (instrument < 0) throw new BarkeepError('DATA_MISSING', `There are no bars of ${symbol} to run on.`);
      return instrument;
    };
    const { symbols } = this.bound.strategy;
    const { rest, band } = this.allocation;
    this.members = symbols.map((symbol) => this.bind(symbol, instrumentOf(symbol)));
    this.rest = rest === undefined ? undefined : instrumentOf(rest);
    this.instruments = this.members.map(({ instrument }) => instrument);
    const held = [...this.instruments];
    if (this.rest !== undefined && !held.includes(this.rest)) held.push(this.rest);
    this.rebalance = new Rebalance(held, series, band);
    return { warmupBars: this.warmupBars };
  }

  decide(context: DecisionContext): void {
    const first = this.findDue(context);
    if (first === undefined) return;
    this.rebalance.begin();
    const share = this.shareOf(context, first);
    const absent = this.absentees(context);
    const kept = absent.reduce((sum, instrument) => sum + this.rebalance.keep(context, instrument), 0);
    const whole = kept > 0 ? Math.max(0, 1 - kept / share) : 1;
    const best = pickBest(this.candidates(context), this.placesBeside(absent));
    const fractions = scaleWeights(
      best.map(({ weight }) => weight),
      this.allocation.maxWeight,
      whole,
    );
    best.forEach(({ instrument }, index) => this.rebalance.add(instrument, fractions[index] * share));
    const given = fractions.reduce((sum, fraction) => sum + fraction, 0);
    if (this.rest !== undefined && this.hasPlaceForRest(best.length + absent.length))
      this.rebalance.add(this.rest, Math.max(0, whole - given) * share);
    this.rebalance.place(context);
  }

  remember(trades: TradeNumbers): (TrackerMemory | undefined)[] {
    return this.members.map(({ tracker }) => tracker?.remember(trades));
  }

  recall(memories: readonly (TrackerMemory | undefined)[], trades: TradeNumbers): void {
    memories.forEach((memory, k) => memory && this.members[k].tracker?.recall(memory, trades));
  }

  /** Where a symbol stands at a bar, whether or not anything is decided there. */
  standingOf(instrument: number, context: DecisionContext): Standing {
    const isDue = this.findDue(context) !== undefined;
    const member = this.members[this.instruments.indexOf(instrument)];
    const judged = this.judge(member, context);
    const ranked = pickBest(this.candidates(context));
    const places = this.placesBeside(this.absentees(context));
    const place = ranked.findIndex((one) => one.instrument === instrument) + 1;
    const reason = typeof judged === 'string' ? judged : place > places ? 'below_top' : 'picked';
    return {
      reason: isDue ? reason : 'not_due',
      place: place === 0 ? null : place,
      candidates: ranked.length,
      places: Math.min(places, ranked.length),
    };
  }

  /** The member whose bar sets the time, where something is decided now. */
  private findDue(context: DecisionContext): BoundAllocation | undefined {
    const { row, series } = context.market;
    const clock = findClock(context.market, this.instruments, context.bar);
    const first = clock === undefined ? undefined : this.members[this.instruments.indexOf(clock)];
    if (first === undefined) return undefined;
    this.calendar = series[first.instrument].calendar;
    if (row[first.instrument] <= this.warmupBars) return undefined;
    const isDue = isTrueAt(first.due(), this.stateOf(first, context), row[first.instrument]);
    return isDue ? first : undefined;
  }

  private placesBeside(absent: readonly number[]): number {
    return Math.max(0, this.most - absent.length);
  }

  /** Instruments of the clock's exchange that are held though they have no bar now: late or halted. */
  private absentees(context: DecisionContext): number[] {
    return this.instruments.filter(
      (instrument) => this.rowOf(instrument, context) < 0 && context.positionSize(instrument) !== 0,
    );
  }

  /** The bar that an instrument is read at: none where it lacks one that its exchange should have now. */
  private rowOf(instrument: number, { market, bar }: DecisionContext): number {
    const isElsewhere = market.series[instrument].calendar !== this.calendar;
    if (!isElsewhere) return market.row[instrument];
    return market.endedAt[instrument] >= bar ? market.lastRow[instrument] : -1;
  }

  /** What is put aside is a position, too, unless it is one of those that were picked. */
  private hasPlaceForRest(others: number): boolean {
    return others < (this.bound.strategy.limits.maxPositions ?? Infinity);
  }

  private get most(): number {
    return Math.min(this.allocation.top ?? Infinity, this.bound.strategy.limits.maxPositions ?? Infinity);
  }

  private shareOf(context: DecisionContext, first: BoundAllocation): number {
    const row = context.market.row[first.instrument];
    const share = evaluateBound(first.share, this.stateOf(first, context), row);
    return share > 0 ? Math.min(share, this.bound.strategy.limits.maxGross ?? Infinity) : 0;
  }

  private candidates(context: DecisionContext): Candidate[] {
    return this.members.flatMap((member) => {
      const judged = this.judge(member, context);
      return typeof judged === 'string' ? [] : [judged];
    });
  }

  private judge(member: BoundAllocation, context: DecisionContext): Candidate | NoCandidate {
    const { instrument, where, rank, weights } = member;
    const at = this.rowOf(instrument, context);
    if (at <= this.warmupBars) return at < 0 ? 'no_bar' : 'warm_up';
    const state = this.stateOf(member, context);
    if (where !== undefined && !isTrueAt(where, state, at)) return 'where';
    const standing = rank === undefined ? 0 : evaluateBound(rank, state, at);
    if (Number.isNaN(standing)) return 'rank';
    const weight = weights === undefined ? 1 : evaluateBound(weights, state, at);
    return weight > 0 && weight < Infinity ? { instrument, rank: standing, weight } : 'weights';
  }

  private stateOf({ tracker }: BoundAllocation, context: DecisionContext): PositionState {
    if (tracker === undefined) return this.noState;
    tracker.update(context);
    return tracker.state;
  }

  private bind(symbol: string, instrument: number): BoundAllocation {
    const { due, where, rank, weights } = this.allocation;
    const { sizing } = this.bound.strategy;
    const bind = (expression: CompiledExpression): BoundExpression =>
      this.bound.expression(symbol, expression);
    const all = [due, where, rank, weights, sizing.value];
    let isDue: BoundCondition | undefined;
    return {
      instrument,
      due: () => (isDue ??= this.bound.condition(symbol, due)),
      share: bind(sizing.value),
      where: where && this.bound.condition(symbol, where),
      rank: rank && bind(rank),
      weights: weights && bind(weights),
      tracker: all.some((one) => one?.readsState === true) ? new PositionTracker(instrument) : undefined,
    };
  }
}

/** Weights are fractions of the equity; the other ways to size an entry have no meaning here. */
function refuseSizing({ strategy: { sizing } }: BoundStrategy): void {
  if (sizing.kind === 'equity') return;
  throw new BarkeepError('STRATEGY_FAILED', 'This engine cannot run the strategy.', {
    faults: [
      {
        path: '/sizing/kind',
        code: 'E_CONFLICT',
        message: `'allocate' gives out fractions of the equity, not '${sizing.kind}'`,
      },
    ],
  });
}
