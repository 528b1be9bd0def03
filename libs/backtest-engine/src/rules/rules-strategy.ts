import type { OpenTrade } from '../order.js';
import { BarkeepError, type BarSeries } from '#domain';
import type { BoundStrategy } from '#strategy';
import type { DecisionContext } from '../decision-context.js';
import type { MarketSignals, Preparation, Strategy, TradeNumbers } from '../strategy.js';
import { BasketRules, type BasketMemory } from './basket-rules.js';
import { bindSide } from './bound-side.js';
import { toMarketSignals } from './market-signals.js';
import type { TrackerMemory } from './position-tracker.js';
import type { ProtectivePrices } from './protective-prices.js';
import { SymbolRules } from './symbol-rules.js';

interface RulesMemory {
  readonly trackers: readonly TrackerMemory[];
  readonly basket: BasketMemory | undefined;
}

/** Runs the `rules` of a strategy.v1 document: each traded symbol by itself in the order of the document, or a basket. */
export class RulesStrategy implements Strategy {
  readonly name: string;
  readonly exclusive: boolean;
  signals: MarketSignals | undefined;
  private rules: readonly SymbolRules[] = [];
  private basket: BasketRules | undefined;
  private byInstrument: readonly (SymbolRules | undefined)[] = [];

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
    const { limits, rules, symbols } = this.bound.strategy;
    const firstRow = this.warmupBars + 1;
    const instrumentOf = (symbol: string): number => {
      const instrument = series.findIndex((one) => one.symbol === symbol);
      if (instrument < 0) throw new BarkeepError('DATA_MISSING', `There are no bars of ${symbol} to run on.`);
      return instrument;
    };
    if (hasLegs(this.bound)) {
      this.basket = new BasketRules(this.bound, instrumentOf, limits, firstRow);
      return { warmupBars: this.warmupBars };
    }
    this.rules = symbols.map((symbol) => {
      const long = rules?.long && bindSide(this.bound, symbol, rules.long, 1);
      const short = rules?.short && bindSide(this.bound, symbol, rules.short, -1);
      if (symbols.length === 1) this.signals = toMarketSignals(long, short, this.bound.strategy);
      return new SymbolRules(instrumentOf(symbol), symbol, long, short, limits, firstRow);
    });
    this.byInstrument = series.map((_, instrument) =>
      this.rules.find((one) => one.instrument === instrument),
    );
    return { warmupBars: this.warmupBars };
  }

  decide(context: DecisionContext): void {
    const { rules } = this;
    this.basket?.decide(context);
    for (let k = 0; k < rules.length; k += 1) rules[k].decide(context);
  }

  remember(trades: TradeNumbers): RulesMemory {
    return {
      trackers: this.rules.map(({ tracker }) => tracker.remember(trades)),
      basket: this.basket?.remember(),
    };
  }

  recall({ trackers, basket }: RulesMemory, trades: TradeNumbers): void {
    trackers.forEach((memory, k) => this.rules[k].tracker.recall(memory, trades));
    if (basket !== undefined) this.basket?.recall(basket);
  }

  protect(trade: OpenTrade, context: DecisionContext): ProtectivePrices {
    return this.byInstrument[trade.instrument]?.protect(context, trade) ?? { stopLoss: NaN, takeProfit: NaN };
  }

  nextInterest(bar: number, context: DecisionContext): number {
    if (this.rules.length !== 1) return bar;
    return this.rules[0].nextInterest(bar, context.positionSize(this.rules[0].instrument));
  }
}

function hasLegs({ strategy: { rules } }: BoundStrategy): boolean {
  return rules?.long?.legs !== undefined || rules?.short?.legs !== undefined;
}

function refuseUnsupported(bound: BoundStrategy): void {
  const { rules } = bound.strategy;
  const sides = [rules?.long, rules?.short].filter((side) => side !== undefined);
  if (!hasLegs(bound) || sides.every((side) => side.legs !== undefined)) return;
  throw new BarkeepError('STRATEGY_FAILED', 'This engine cannot run the strategy yet.', {
    faults: [
      {
        path: '/rules',
        code: 'E_CONFLICT',
        message: 'one side trades a basket of legs and the other does not',
      },
    ],
  });
}
