import type { BarSeries } from '#domain';
import type { StrategyPlan } from '../compiled-strategy.js';
import { knownKey, type KnownRows } from '../known/known-rows.js';
import { BindingProgress, type BindingWatch } from './binding-progress.js';
import { ColumnLoan } from './column-loan.js';
import { countIndicators } from './count-indicators.js';
import { Frame } from './frame.js';
import { Universe } from './universe.js';

/** The frames of a strategy's symbols, each made when it is first asked for. */
export class FrameSet {
  private readonly frames = new Map<string, Frame>();
  private readonly loan = new ColumnLoan();
  private readonly progress: BindingProgress;
  private readonly universe: Universe;
  private readonly rows: ReadonlyMap<string, KnownRows>;

  constructor(
    strategy: StrategyPlan,
    private readonly seriesBySymbol: ReadonlyMap<string, BarSeries>,
    known: readonly KnownRows[] = [],
    watch?: BindingWatch,
  ) {
    this.rows = new Map(known.map((one) => [knownKey(one), one]));
    const members = (): Frame[] => strategy.symbols.map(this.of);
    this.progress = new BindingProgress(watch, () =>
      countIndicators(
        strategy.expressions.map(({ root }) => root),
        decidingSymbols(strategy).map(this.of),
        members,
      ),
    );
    this.universe = new Universe(members, this.progress);
  }

  /** Throws a RangeError for a symbol without a series. */
  readonly of = (symbol: string): Frame => {
    const known = this.frames.get(symbol);
    if (known !== undefined) return known;
    const series = this.seriesBySymbol.get(symbol);
    if (series === undefined) throw new RangeError(`no bars for '${symbol}'`);
    const frame = new Frame(series, this.of, this.universe, this.loan, this.progress, this.rows);
    this.frames.set(symbol, frame);
    return frame;
  };

  /** Memory of the columns that are kept. */
  get bytes(): number {
    return this.loan.bytes;
  }

  /** Gives all columns back; nobody may look at them afterwards. */
  release(): void {
    this.loan.giveAllBack();
  }
}

/** On whose bars the expressions are read: a basket's on those of its first leg. */
function decidingSymbols({ symbols, rules }: StrategyPlan): readonly string[] {
  const sides = [rules?.long, rules?.short];
  const first = sides.flatMap((side) => side?.legs?.slice(0, 1) ?? []).map(({ symbol }) => symbol);
  return first.length === 0 ? symbols : [...new Set(first)];
}
