import type { BarSeries } from '#domain';
import { toSettings } from '../../testing/drawn-run.js';
import { compileDocument } from '../../testing/document-run.js';
import { drawWalk } from '../../testing/random-walk.js';
import type { DecisionContext } from '../decision-context.js';
import type { BoundExpression } from '#strategy';
import { Broker } from '../broker.js';
import { Market } from '../market.js';
import { Order, type OpenTrade } from '../order.js';
import { PreparedRun } from '../prepared-run.js';
import { runPrepared, WHOLE_RUN } from '../run-backtest.js';
import type { BoundSide } from '../rules/bound-side.js';
import { SymbolRules } from '../rules/symbol-rules.js';
import { SignalLane } from '../signal-lane.js';
import { Simulation } from '../simulation.js';
import { runCanary, type Canary } from './canary.js';

interface Planted {
  canary: Canary;
  equity: readonly number[];
}

/** Replaces a method for as long as something runs. */
function planted<T extends object>(
  target: T,
  name: string,
  replace: (original: (...args: never[]) => unknown) => unknown,
  run: () => Planted,
): Planted {
  const owner = target as Record<string, unknown>;
  const original = owner[name] as (...args: never[]) => unknown;
  owner[name] = replace(original);
  try {
    return run();
  } finally {
    owner[name] = original;
  }
}

const series = drawWalk(400, 5);
const rules = {
  enter: 'cross_up(sma(close,5), sma(close,15))',
  exit: 'cross_down(sma(close,5), sma(close,15))',
};
/** A stop that is never met keeps a run off the short cuts of plain ones. */
const stops = [{ kind: 'stop', at: 'entry_price * 0.5' }];

/** The canary of a run with a fault, which the run is another one for. */
function findFault(plant: (during: () => Planted) => Planted, long: object = { ...rules, stops }): Canary {
  const strategy = compileDocument({ rules: { long } });
  const during = (): Planted => {
    const run = new PreparedRun({ series: [series], strategy, request: toSettings({ capital: 1e6 }) });
    const { simulation } = runPrepared(run, WHOLE_RUN);
    return { canary: runCanary(run, simulation), equity: [...simulation.recorder.equity] };
  };
  const sound = during();
  expect(sound.canary).toMatchObject({ clean: true });
  const { canary, equity } = plant(during);
  expect(equity).not.toEqual(sound.equity);
  return canary;
}

describe('faults of the engine', () => {
  it('decisions on the next bar are found', () => {
    const { clean, alarms } = findFault((during) =>
      planted(
        SymbolRules.prototype,
        'nextInterest',
        () => (row: number) => row,
        () =>
          planted(
            SymbolRules.prototype,
            'decide',
            (original) =>
              function (this: SymbolRules, context: DecisionContext) {
                const { row } = context.market;
                if (row[0] + 1 >= context.market.length) return;
                row[0] += 1;
                (original as (context: DecisionContext) => void).call(this, context);
                row[0] -= 1;
              },
            during,
          ),
      ),
    );
    expect(clean).toBe(false);
    expect(alarms[0].kind).toBe('decision');
  });

  it('fills on the bar of the decision are found', () => {
    const { clean, alarms } = findFault((during) =>
      planted(
        Simulation.prototype,
        'step',
        (original) =>
          function (this: Simulation, bar: number) {
            (original as (bar: number) => void).call(this, bar);
            const { broker } = this as unknown as { broker: { match(bar: number): void } };
            broker.match(bar);
          },
        during,
      ),
    );
    expect(clean).toBe(false);
    const found = alarms.find(({ kind }) => kind === 'fill');
    expect(found?.message).toMatch(/an order of bar (\d+) filled on bar \1/);
  });

  it.each([
    ['the open of the bar before', (rows: Float64Array, bar: number) => rows[Math.max(0, bar - 1)]],
    [
      'the best open of two bars',
      (rows: Float64Array, bar: number) => Math.min(rows[bar], rows[Math.max(0, bar - 1)]),
    ],
  ])('fills at %s are found', (_, open) => {
    const { clean, alarms } = findFault((during) =>
      planted(
        Market.prototype,
        'openOf',
        () =>
          function (this: Market, instrument: number) {
            return open(this.series[instrument].open, this.row[instrument]);
          },
        during,
      ),
    );
    expect(clean).toBe(false);
    expect(alarms[0].kind).toBe('fill');
  });

  it('fills at the open of the bar that decided are found where a plain run takes its short cut, too', () => {
    const late = series.open.slice().copyWithin(1, 0);
    const { clean, alarms } = findFault(
      (during) =>
        planted(
          SignalLane.prototype,
          'run',
          (original) =>
            function (this: SignalLane, from: number, end: number) {
              (this as unknown as { open: Float64Array }).open = late;
              return (original as SignalLane['run']).call(this, from, end);
            },
          during,
        ),
      rules,
    );
    expect(clean).toBe(false);
    expect(alarms[0].kind).toBe('fill');
  });

  const dips = { ...rules, order: { kind: 'limit', price: 'close * 0.995', expire: 3 } };
  const bracket = [
    { kind: 'stop', at: 'entry_price * 0.985' },
    { kind: 'target', at: 'entry_price * 1.03' },
  ];
  const bracketed = { enter: 'close > close[1]', stops: bracket };

  it('limits that fill at the best price of the bar are found', () => {
    const { clean, alarms } = findFault(
      (during) =>
        planted(
          Broker.prototype,
          'fillEntry',
          (original) =>
            function (this: Broker, order: Order, fill: { rawPrice: number }) {
              const { market } = this as unknown as { market: Market };
              if (!Number.isNaN(order.limit)) fill.rawPrice = market.lowOf(order.instrument);
              (original as (order: Order, fill: object) => void).call(this, order, fill);
            },
          during,
        ),
      dips,
    );
    expect(clean).toBe(false);
    expect(alarms[0].message).toMatch(/a purchase filled at .* better than/);
  });

  it('stops that fill at their price though the bar opened behind it are found', () => {
    const { clean, alarms } = findFault(
      (during) => planted(Broker.prototype, 'gapPrice', () => (order: Order) => order.stop, during),
      bracketed,
    );
    expect(clean).toBe(false);
    expect(alarms[0].message).toMatch(/a sale filled at .* better than/);
  });

  it('targets that fill because the next bar comes to them are found', () => {
    const next = (column: Float64Array, row: number): number => column[Math.min(column.length - 1, row + 1)];
    const { clean, alarms } = findFault(
      (during) =>
        planted(
          Order.prototype,
          'isOutOfReach',
          (original) =>
            function (this: Order, bars: BarSeries, row: number) {
              const isOut = (original as Order['isOutOfReach']).call(this, bars, row);
              return isOut && (Number.isNaN(this.limit) || next(bars.high, row) < this.limit);
            },
          () =>
            planted(
              Market.prototype,
              'highOf',
              () =>
                function (this: Market, instrument: number) {
                  const { high } = this.series[instrument];
                  return Math.max(high[this.row[instrument]], next(high, this.row[instrument]));
                },
              during,
            ),
        ),
      bracketed,
    );
    expect(clean).toBe(false);
    expect(alarms[0].message).toBe('an order filled in a bar that did not come to its price');
  });

  it.each(['close - atr(5) / 2', 'low * 0.995'])(
    'a stop that knows the bar after its decision is found: %s',
    (at) => {
      const { clean, alarms } = findFault(
        (during) =>
          planted(
            SymbolRules.prototype,
            'protect',
            (original) =>
              function (this: SymbolRules, context: DecisionContext, trade: OpenTrade) {
                const late = Object.create(trade, {
                  decisionBar: { value: trade.decisionBar + 1 },
                }) as OpenTrade;
                return (original as SymbolRules['protect']).call(this, context, late);
              },
            during,
          ),
        { ...rules, enter: 'close > close[1]', stops: [{ kind: 'stop', at }] },
      );
      expect(clean).toBe(false);
      expect(alarms[0]).toMatchObject({ kind: 'decision' });
      expect(alarms[0].message).toMatch(/a stop at .* as of its decision/);
    },
  );

  it('a limit that knows the bar after its decision is found', () => {
    const late = (price: BoundExpression): BoundExpression =>
      price.kind === 'column' ? { ...price, values: price.values.slice().copyWithin(0, 1) } : price;
    const { clean, alarms } = findFault(
      (during) =>
        planted(
          SymbolRules.prototype,
          'enter',
          (original) =>
            function (
              this: SymbolRules,
              context: DecisionContext,
              side: BoundSide | undefined,
              ...rest: number[]
            ) {
              const shifted = side && { ...side, price: side.price && late(side.price) };
              return (original as (...args: unknown[]) => boolean).call(this, context, shifted, ...rest);
            },
          during,
        ),
      { ...dips, order: { kind: 'limit', price: 'low * 1.001', expire: 3 } },
    );
    expect(clean).toBe(false);
    expect(alarms[0].message).toMatch(/a limit at .* as of its decision/);
  });
});
