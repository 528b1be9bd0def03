import { readdirSync, readFileSync } from 'node:fs';
import { createBarSeries, type BarSeries } from '#domain';
import { bindStrategy, compileStrategy, type CompiledStrategy } from '#strategy';
import { CLEAN_WORLDS, runClean } from '../testing/clean-runs.js';
import { drawBars, scripted, toSettings, type DrawnWorld } from '../../testing/drawn-run.js';
import { drawWalk } from '../../testing/random-walk.js';
import type { DecisionContext } from '../decision-context.js';
import { Market } from '../market.js';
import { PreparedRun } from '../prepared-run.js';
import { runCheckedBacktest } from '../run-checked-backtest.js';
import { runPrepared, WHOLE_RUN } from '../run-backtest.js';
import { Simulation } from '../simulation.js';
import { SymbolRules } from '../rules/symbol-rules.js';
import { runCanary, type Canary } from './canary.js';

type Bind = typeof bindStrategy;

function compile(document: object): CompiledStrategy {
  const compiled = compileStrategy(
    { version: 1, name: 'test', symbols: ['X'], ...document },
    { warmup: 'first_defined' },
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.strategy;
}

const cross = {
  rules: {
    long: { enter: 'cross_up(sma(close,5), sma(close,15))', exit: 'cross_down(sma(close,5), sma(close,15))' },
  },
};

function check(document: object, bind: Bind, world: DrawnWorld = {}, length = 400): Canary {
  const request = toSettings({ capital: 1e6, ...world });
  const run = new PreparedRun({ series: [drawWalk(length, 5)], strategy: compile(document), request }, bind);
  return runCanary(run, runPrepared(run, WHOLE_RUN).simulation);
}

/** A bind that shows the strategy other bars than there are. */
function seeing(change: (copy: BarSeries, original: BarSeries) => void): Bind {
  return (strategy, seriesBySymbol) => {
    const changed = [...seriesBySymbol].map(([symbol, series]) => {
      const copy = createBarSeries(series, series.length);
      for (const name of ['openTime', 'closeTime', 'open', 'high', 'low', 'close', 'volume'] as const)
        copy[name].set(series[name]);
      change(copy, series);
      return [symbol, copy] as const;
    });
    return bindStrategy(strategy, new Map(changed));
  };
}

const closes = (at: (close: Float64Array, row: number) => number): Bind =>
  seeing((copy, { close }) => close.forEach((_, row) => (copy.close[row] = at(close, row))));

const within = (row: number, { length }: Float64Array) => Math.max(0, Math.min(length - 1, row));
const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** Ways in which a kernel may see the future. */
const KERNELS: Record<string, Bind> = {
  'a lag of minus one': closes((close, row) => close[within(row + 1, close)]),
  'a lag of minus five': closes((close, row) => close[within(row + 5, close)]),
  'a centred mean': closes((close, row) => mean(close.subarray(Math.max(0, row - 2), row + 3))),
  'a centred median': closes(
    (close, row) => [...close.subarray(Math.max(0, row - 1), row + 2)].sort((a, b) => a - b)[1] ?? close[row],
  ),
  'a highest that includes the next bar': closes((close, row) =>
    Math.max(close[row], close[within(row + 1, close)]),
  ),
  'a lowest that includes the next bar': closes((close, row) =>
    Math.min(close[row], close[within(row + 1, close)]),
  ),
  'values relative to the last one': closes((close, row) => close[row] / close[close.length - 1]),
  'a z-score over all bars': closes((close, row) => close[row] - mean(close)),
  'a rank among all bars': closes(
    (close, row) => close.filter((value) => value < close[row]).length + close[row] / 1e6,
  ),
  'a trend line through all bars': closes(
    (close, row) => close[row] - (close[close.length - 1] - close[0]) * (row / close.length),
  ),
  'a smoothing from the end': closes((close, row) => mean(close.subarray(row, row + 3))),
  'a longer bar known on its first day': closes((close, row) => close[within(row - (row % 5) + 4, close)]),
  'a month known on its first day': closes((close, row) => close[within(row - (row % 21) + 20, close)]),
  'gaps filled from behind': closes((close, row) => close[within(row + (row % 3 === 0 ? 1 : 0), close)]),
  'the next open as the close': seeing((copy, { open }) =>
    open.forEach((_, row) => (copy.close[row] = open[within(row + 1, open)])),
  ),
  'the turning points of a zigzag': closes((close, row) =>
    close[within(row + 1, close)] > close[row] ? close[row] : close[within(row - 1, close)] * 0.9,
  ),
  'the high of the block before it is over': seeing((copy, { high }) =>
    high.forEach(
      (_, row) => (copy.close[row] = Math.max(...high.subarray(row - (row % 5), row - (row % 5) + 5))),
    ),
  ),
  'the volume of the next bar': seeing((copy, { volume, close }) =>
    volume.forEach((_, row) => (copy.close[row] = close[row] * volume[within(row + 1, volume)])),
  ),
};

describe('the canary', () => {
  it.each(Object.entries(KERNELS))('sings for %s', (_, bind) => {
    const { clean, alarms } = check(cross, bind);
    expect(clean).toBe(false);
    expect(alarms[0]).toMatchObject({ kind: 'value', symbol: 'X' });
  });

  it('sings for a longer timeframe that is not shifted', () => {
    const unshifted: Bind = (strategy, series) => {
      const bound = bindStrategy(strategy, series);
      return {
        ...bound,
        expression: (symbol, expression) => {
          const weekly = series.get(symbol)!;
          const values = weekly.close.map(
            (_, row) => weekly.close[within(row - (row % 5) + 4, weekly.close)],
          );
          return expression.path.endsWith('enter')
            ? { kind: 'column', values: values.map((value) => (value > 100 ? 1 : 0)) }
            : bound.expression(symbol, expression);
        },
      };
    };
    const document = {
      rules: { long: { enter: "close > tf('1w', close)", exit: "close < tf('1w', close)" } },
    };
    expect(check(document, unshifted).clean).toBe(false);
    expect(check(document, bindStrategy).clean).toBe(true);
  });

  it('says so in the warnings of the run, and nothing when it is clean', () => {
    const input = { series: [drawWalk(400, 5)], strategy: compile(cross), request: toSettings({}) };
    const { canary, warnings } = runCheckedBacktest(input);
    expect(canary).toMatchObject({ clean: true, alarms: [] });
    expect(canary!.checked).toBeGreaterThan(4);
    expect(canary!.fills).toBeGreaterThan(4);
    expect(warnings.map(({ code }) => code)).not.toContain('W_LOOKAHEAD');
  });
});

/** Faults of the engine, planted while a run lasts. */
function planted<T extends object>(
  target: T,
  name: string,
  replace: (original: (...args: never[]) => unknown) => unknown,
  run: () => Canary,
): Canary {
  const owner = target as Record<string, unknown>;
  const original = owner[name] as (...args: never[]) => unknown;
  owner[name] = replace(original);
  try {
    return run();
  } finally {
    owner[name] = original;
  }
}

describe('faults of the engine', () => {
  const request = toSettings({ capital: 1e6 });
  const stops = [{ kind: 'stop', at: 'entry_price * 0.5' }];
  const strategy = compile({ rules: { long: { ...cross.rules.long, stops } } });
  const prepare = () => new PreparedRun({ series: [drawWalk(400, 5)], strategy, request });

  function runPlanted(plant: (during: () => Canary) => Canary): Canary {
    const run = prepare();
    let canary: Canary | undefined;
    plant(() => {
      const { simulation } = runPrepared(run, WHOLE_RUN);
      canary = runCanary(run, simulation);
      return canary;
    });
    return canary!;
  }

  it('decisions on the next bar are found', () => {
    const { clean, alarms } = runPlanted((during) =>
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
    const { clean, alarms } = runPlanted((during) =>
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
    const { clean, alarms } = runPlanted((during) =>
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
});

describe('clean runs', () => {
  const folder = new URL('../../../../examples/strategies/', import.meta.url);
  const classics = readdirSync(folder).map(
    (name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const,
  );
  it.each(classics)('%s raises no alarm', (_, text) => {
    const compiled = compileStrategy(JSON.parse(text), { warmup: 'first_defined' });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
    const runs = [...runClean(compiled.strategy, 1)];
    expect(runs).toEqual(runs.map((run) => ({ ...run, alarms: [] })));
    expect(runs).toHaveLength(CLEAN_WORLDS.length);
  });

  it('is no false alarm for recursive averages whose seed lies before the window', () => {
    const document = { rules: { long: { enter: 'close > ema(close,20)', exit: 'close < ema(close,20)' } } };
    for (const length of [60, 500, 4_000])
      expect(check(document, bindStrategy, {}, length).alarms).toEqual([]);
  });

  it('holds for all-equal prices, one bar, and a run that never traded', () => {
    const flat = (length: number) => drawBars(Array.from({ length }, () => [100, 100, 100, 100]));
    for (const series of [flat(80), flat(1), flat(2)]) {
      const { canary } = runCheckedBacktest({
        series: [series],
        strategy: compile(cross),
        request: toSettings({}),
      });
      expect(canary).toMatchObject({ clean: true });
    }
  });

  it('looks at the fills of code, whose decisions can not be asked again', () => {
    const strategy = scripted({ 1: (context) => void context.buy({ units: 1 }) });
    const { canary } = runCheckedBacktest({ series: [drawWalk(20, 3)], strategy, request: toSettings({}) });
    expect(canary).toMatchObject({ clean: true, checked: 0, fills: 1 });
  });
});
