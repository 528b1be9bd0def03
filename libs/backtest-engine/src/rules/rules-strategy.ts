import { BarkeepError, type BarSeries } from '#domain';
import type { BoundStrategy } from '#strategy';
import type { DecisionContext } from '../decision-context.js';
import type { OpenTrade } from '../open-trade.js';
import type { Preparation, Strategy } from '../strategy.js';
import { bindSide } from './bound-side.js';
import { SymbolRules } from './symbol-rules.js';

/** Runs the `rules` of a strategy.v1 document: each traded symbol by itself, in the order of the document. */
export class RulesStrategy implements Strategy {
  readonly name: string;
  readonly exclusive: boolean;
  private rules: SymbolRules[] = [];
  private byInstrument: (SymbolRules | undefined)[] = [];

  constructor(
    private readonly bound: BoundStrategy,
    /** Index of the first defined bar; default: as the strategy was compiled. */
    private readonly warmupBars = bound.strategy.warmupBars,
  ) {
    this.name = bound.strategy.name;
    this.exclusive = bound.strategy.limits.exclusive;
    refuseUnsupported(bound);
  }

  prepare(series: readonly BarSeries[]): Preparation {
    const { symbols, limits, rules } = this.bound.strategy;
    this.rules = symbols.map((symbol) => {
      const instrument = series.findIndex((one) => one.symbol === symbol);
      if (instrument < 0) throw new BarkeepError('DATA_MISSING', `There are no bars of ${symbol} to run on.`);
      const long = rules?.long && bindSide(this.bound, symbol, rules.long, 1);
      const short = rules?.short && bindSide(this.bound, symbol, rules.short, -1);
      return new SymbolRules(instrument, symbol, long, short, limits, this.warmupBars + 1);
    });
    this.byInstrument = series.map((_, instrument) =>
      this.rules.find((one) => one.instrument === instrument),
    );
    return { warmupBars: this.warmupBars };
  }

  decide(context: DecisionContext): void {
    const { rules } = this;
    for (let k = 0; k < rules.length; k += 1) rules[k].decide(context);
  }

  protect(trade: OpenTrade, context: DecisionContext): { stopLoss: number; takeProfit: number } {
    return this.byInstrument[trade.instrument]?.protect(context, trade) ?? { stopLoss: NaN, takeProfit: NaN };
  }

  nextInterest(bar: number, context: DecisionContext): number {
    return this.rules.length === 1
      ? this.rules[0].nextInterest(bar, context.positionSize(this.rules[0].instrument))
      : bar;
  }
}

function refuseUnsupported({ strategy }: BoundStrategy): void {
  const sides = [strategy.rules?.long, strategy.rules?.short];
  const hasLegs = sides.some((side) => side?.legs !== undefined);
  if (strategy.allocate === undefined && !hasLegs) return;
  throw new BarkeepError('STRATEGY_FAILED', 'This engine cannot run the strategy yet.', {
    faults: [
      {
        path: hasLegs ? '/rules' : '/allocate',
        code: 'E_CONFLICT',
        message: `${hasLegs ? 'baskets of legs' : 'allocation'} cannot be run by this version of the engine`,
        hint: 'state the strategy as rules per symbol',
      },
    ],
  });
}
