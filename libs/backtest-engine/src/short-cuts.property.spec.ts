import { jest } from '@jest/globals';
import fc from 'fast-check';
import type { TimedAction } from '#domain';
import { bindStrategy, type BoundCondition, type BoundExpression, type CompiledStrategy } from '#strategy';
import { compileDocument } from '../testing/document-run.js';
import { toSettings, type DrawnWorld } from '../testing/drawn-run.js';
import { drawHours } from '../testing/drawn-hours.js';
import { PreparedRun, type BacktestInput } from './prepared-run.js';
import { runBacktest, runPrepared, WHOLE_RUN } from './run-backtest.js';
import { SignalLane } from './signal-lane.js';

const onColumns = fc.constantFrom(
  ...['close > close[1]', 'close < open', 'close > open', 'close < close[1] and high > high[1]'],
  ...['cross_up(sma(close,3), sma(close,9))', 'cross_down(sma(close,3), sma(close,9))'],
  ...['not close > sma(close,4)', '(close > open)[2] or close < low[1]', 'rsi(close,5) < 40'],
  ...["close > tf('1d', close)", 'close * 1.01 > high', 'close > 0', 'close < 0'],
);
const condition = fc.oneof(
  { weight: 4, arbitrary: onColumns },
  fc.constantFrom('not in_position and close > open', 'bars_held > 3 or pnl_pct < -2', 'close < peak * 0.97'),
);
const stop = fc.constantFrom<object>(
  { kind: 'stop', at: 'entry_price * 0.97' },
  { kind: 'target', at: 'entry_price * 1.02' },
  { kind: 'trail', distance: 'atr(5) * 2' },
  { kind: 'breakeven', when: 'pnl_pct > 1' },
  { kind: 'time', bars: 5 },
);
const order = fc.constantFrom<object>(
  { kind: 'market' },
  { kind: 'limit', price: 'close * 0.995', expire: 3 },
  { kind: 'stop', price: 'close * 1.01' },
);
const sideOf = fc.record(
  {
    enter: condition,
    exit: condition,
    stops: fc.uniqueArray(stop, { maxLength: 3 }),
    order,
  },
  { requiredKeys: ['enter'] },
);
const sizing = fc.constantFrom<object>(
  { kind: 'equity', value: 0.9 },
  { kind: 'equity', value: 0.3 },
  { kind: 'qty', value: 7 },
  { kind: 'cash', value: 'close * 4' },
  { kind: 'vol_target', value: 0.2, bars: 5 },
);
const limits = fc.oneof(
  fc.constant({}),
  fc.record({ pyramiding: fc.integer({ min: 1, max: 3 }), cooldown_bars: fc.integer({ min: 0, max: 3 }) }),
);
const sidesOf = (side: fc.Arbitrary<object>): fc.Arbitrary<object> =>
  fc.record({ long: side, short: side }, { requiredKeys: ['long'] });
const share = fc.constantFrom({ kind: 'equity', value: 0.9 }, { kind: 'equity', value: 0.3 });
/** Market orders on columns. */
const plain = { enter: onColumns, exit: onColumns };
const optional = { requiredKeys: ['enter' as const] };
/** No order waits for these in the book: the closes of quiet bars are asked about them. */
const atClose = fc.constantFrom([{ kind: 'time', bars: 5 }], [{ kind: 'breakeven', when: 'pnl_pct > 1' }]);
/** Of any kind, such as take the lane, and such as nearly do. */
const document = fc.oneof(
  fc.record({ rules: sidesOf(sideOf), sizing, limits }),
  fc.record({ rules: sidesOf(fc.record(plain, optional)), sizing: share }),
  fc.record({ rules: sidesOf(fc.record({ ...plain, stops: atClose }, optional)), sizing: share }),
);

const world = fc.record({
  preset: fc.constantFrom<'default' | 'backtesting_py'>('default', 'backtesting_py'),
  capital: fc.constantFrom(150, 10_000, 1e6),
  costs: fc.constantFrom<DrawnWorld['costs']>(
    {},
    { spread: 0.001, commission: { rate: 0.001, fixed: 0, perShare: 0, minimum: 2 } },
    { borrowRate: 0.05, cashRate: 0.02 },
  ),
  execution: fc.record({
    fill: fc.constantFrom<'next_open' | 'close'>('next_open', 'next_open', 'close'),
    margin: fc.constantFrom(1, 0.3),
    wholeUnits: fc.boolean(),
    exclusiveOrders: fc.constantFrom(undefined, true, false),
    finalizeTrades: fc.boolean(),
  }),
});

/** Conditions as columns of their values, one bar at a time: none of the short cuts over bars may be taken. */
const bindSlowly: typeof bindStrategy = (strategy, ...rest) => {
  const bound = bindStrategy(strategy, ...rest);
  return { ...bound, condition: (...asked) => toProgram(bound.expression(...asked)) };
};

function toProgram(bound: BoundExpression): BoundCondition {
  if (bound.kind === 'program') return bound;
  return { kind: 'program', evaluate: (_state, bar) => bound.values[bar] };
}

const row = fc.integer({ min: 2, max: 11 });
const market = fc.record({
  hours: fc.integer({ min: 12, max: 90 }),
  seed: fc.integer({ min: 1, max: 500 }),
  actions: fc.option(fc.record({ splitOn: row, dividendOn: row }), { freq: 2 }),
  drillDown: fc.boolean(),
});

describe('the short cuts over bars', () => {
  it('give what the loop over bars gives, whatever the strategy, splits, dividends and finer bars', () => {
    const lane = jest.spyOn(SignalLane.prototype, 'run');
    let trades = 0;
    let inLane = 0;
    fc.assert(
      fc.property(
        document,
        world,
        market,
        fc.integer({ min: 1, max: 100 }),
        (given, drawn, data, everyBars) => {
          const strategy: CompiledStrategy = compileDocument(given);
          const { series, finer } = drawHours(data.hours, data.seed);
          const { splitOn = 0, dividendOn = 0 } = data.actions ?? {};
          const split: TimedAction = { symbol: 'X', kind: 'split', value: 2, at: series.openTime[splitOn] };
          const paid: TimedAction = {
            symbol: 'X',
            kind: 'dividend',
            value: 1,
            at: series.openTime[dividendOn],
          };
          const actions = [split, paid].sort((left, right) => left.at - right.at);
          const { drillDown } = data;
          const request = toSettings({
            ...drawn,
            adjust: 'raw',
            execution: { ...drawn.execution, drillDown },
          });
          const input: BacktestInput = {
            ...{
              series: [series],
              finer: drillDown ? [finer] : [],
              actions: data.actions ? actions : [],
              strategy,
              request,
            },
          };
          const slow = new PreparedRun(input, bindSlowly);
          const outcome = runBacktest(input, { ...WHOLE_RUN, everyBars });
          expect(outcome).toEqual(runPrepared(slow, WHOLE_RUN).outcome);
          trades += outcome.trades.length;
          if (lane.mock.calls.length > 0) inLane += outcome.trades.length;
          lane.mockClear();
        },
      ),
      { numRuns: 600, seed: 20240101 },
    );
    expect(trades).toBeGreaterThan(2_000);
    expect(inLane).toBeGreaterThan(200);
    lane.mockRestore();
  });
});
