import fc from 'fast-check';
import type { BarSeries } from '#domain';
import { bindStrategy, compileStrategy } from '#strategy';
import { drawBars, toSettings, type Drawn } from '../testing/drawn-run.js';
import type { BacktestOutcome } from './backtest-outcome.js';
import { Market } from './market.js';
import { createModels } from './models/create-models.js';
import { composeOutcome } from './outcome.js';
import type { RunSettings } from './run-backtest.js';
import { RulesStrategy } from './rules/rules-strategy.js';
import { Simulation } from './simulation.js';

const WARMUP = 1;

/** Rules of market orders only, on columns that are true often. */
const DOCUMENT = {
  version: 1,
  name: 'signals',
  symbols: ['X'],
  rules: {
    long: { enter: 'close > close[1]', exit: 'close < open' },
    short: { enter: 'close < close[1] and high > high[1]', exit: 'close > open' },
  },
  sizing: { kind: 'equity', value: 0.9 },
};

type Sides = 'both' | 'long' | 'short' | 'reversal';

function documentOf(sides: Sides): object {
  const { long, short } = DOCUMENT.rules;
  const rules = {
    both: { long, short },
    long: { long },
    short: { short },
    reversal: { long: { enter: long.enter }, short: { enter: short.enter } },
  };
  return { ...DOCUMENT, rules: rules[sides] };
}

/** Through the lane or, without the signals, bar by bar; in slices of so many bars. */
function run(series: BarSeries, document: object, settings: RunSettings, takesLane: boolean, slice: number) {
  const compiled = compileStrategy(document, { warmup: 'first_defined' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const rules = new RulesStrategy(bindStrategy(compiled.strategy, new Map([['X', series]])), WARMUP);
  rules.prepare([series]);
  expect(rules.signals).toBeDefined();
  if (!takesLane) rules.signals = undefined;
  const models = createModels(settings.execution, settings.costs, rules.exclusive, { series: [series] });
  const market = new Market([series]);
  const simulation = new Simulation(market, rules, models, settings.initialCapital, WARMUP + 1);
  while (!simulation.isFinished) simulation.runTo(Math.min(series.length, simulation.barsDone + slice));
  simulation.finish();
  const end = { state: 'completed' as const, simulation, models, warmupBars: WARMUP, benchmark: series };
  return composeOutcome({ ...end, drillDown: false, adjust: 'split' });
}

const price = fc.integer({ min: 50, max: 150 });
const bar = fc
  .tuple(price, price, fc.nat(9), fc.nat(9))
  .map(([open, close, up, down]): Drawn => [
    open,
    Math.max(open, close) + up,
    Math.min(open, close) - down,
    close,
  ]);

const world = fc.record({
  bars: fc.array(bar, { minLength: 1, maxLength: 60 }),
  sides: fc.constantFrom<Sides>('both', 'long', 'short', 'reversal'),
  preset: fc.constantFrom<'default' | 'backtesting_py'>('default', 'backtesting_py'),
  capital: fc.constantFrom(60, 1000, 1e6),
  margin: fc.constantFrom(1, 0.2, 0.05),
  wholeUnits: fc.boolean(),
  finalizeTrades: fc.boolean(),
  exclusiveOrders: fc.constantFrom(undefined, true, false),
  spread: fc.constantFrom(0, 0.001),
  rate: fc.constantFrom(0, 0.002),
  minimum: fc.constantFrom(0, 3),
  slice: fc.integer({ min: 1, max: 70 }),
});

describe('the lane from signal to signal', () => {
  it('gives what the loop over bars gives, to the bit', () => {
    fc.assert(
      fc.property(world, ({ bars, sides, preset, capital, spread, rate, minimum, slice, ...execution }) => {
        const series = drawBars(bars);
        const commission = { rate, minimum, fixed: 0, perShare: 0 };
        const settings = toSettings({ preset, capital, costs: { spread, commission }, execution });
        const outcomes = [true, false].map((takesLane): BacktestOutcome => {
          return run(series, documentOf(sides), settings, takesLane, slice);
        });
        expect(outcomes[0]).toEqual(outcomes[1]);
      }),
      { numRuns: 300 },
    );
  });
});
