import { readdirSync, readFileSync } from 'node:fs';
import { createBarSeries, type BarSeries } from '#domain';
import { bindStrategy, compileStrategy, TrueRows, type CompiledStrategy } from '#strategy';
import { CLEAN_WORLDS, runClean } from '../testing/clean-runs.js';
import { drawBars, scripted, toSettings, type DrawnWorld } from '../../testing/drawn-run.js';
import { drawWalk } from '../../testing/random-walk.js';
import { PreparedRun } from '../prepared-run.js';
import { runCheckedBacktest } from '../run-checked-backtest.js';
import { runPrepared, WHOLE_RUN } from '../run-backtest.js';
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

interface Checked {
  canary: Canary;
  equity: readonly number[];
}

function check(document: object, bind: Bind, world: DrawnWorld = {}, length = 400): Checked {
  const request = toSettings({ capital: 1e6, ...world });
  const run = new PreparedRun({ series: [drawWalk(length, 5)], strategy: compile(document), request }, bind);
  const { simulation } = runPrepared(run, WHOLE_RUN);
  return { canary: runCanary(run, simulation), equity: [...simulation.recorder.equity] };
}

/** Checks a fault that the run itself trades on. */
function checkFault(document: object, bind: Bind): Canary {
  const { canary, equity } = check(document, bind);
  const sound = check(document, bindStrategy);
  expect(sound.canary.clean).toBe(true);
  expect(equity).not.toEqual(sound.equity);
  return canary;
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

const above = (level: number): object => ({
  rules: { long: { enter: `sma(close,2) > ${level}`, exit: `sma(close,2) < ${level}` } },
});

/** Averages cross in the same bars however high prices are: these faults are traded on by rules about their height. */
const RULES: Record<string, object> = {
  'values relative to the last one': above(1),
  'a z-score over all bars': above(0),
  'the volume of the next bar': above(1000),
};

/** A bind under which a rule is true where `isTrue` says, both for the run and for whoever asks for its values. */
function ruling(path: string, isTrue: (series: BarSeries, row: number) => boolean, asksBits = false): Bind {
  return (strategy, seriesBySymbol) => {
    const bound = bindStrategy(strategy, seriesBySymbol);
    const valuesOf = (symbol: string): Float64Array => {
      const series = seriesBySymbol.get(symbol)!;
      return series.close.map((_, row) => Number(isTrue(series, row)));
    };
    return {
      ...bound,
      expression: (symbol, expression) =>
        expression.path.endsWith(path) && !asksBits
          ? { kind: 'column', values: valuesOf(symbol) }
          : bound.expression(symbol, expression),
      condition: (symbol, expression) =>
        expression.path.endsWith(path)
          ? { kind: 'rows', rows: toTrueRows(valuesOf(symbol)) }
          : bound.condition(symbol, expression),
    };
  };
}

function toTrueRows(values: Float64Array): TrueRows {
  const words = new Int32Array((values.length + 31) >> 5);
  values.forEach((value, row) => (words[row >> 5] |= value << row));
  return new TrueRows(words, values.length);
}

const WEEK = 7 * 86_400_000;
const MONDAY = Date.UTC(2024, 0, 1);
/** The close of the week that a row is in, known before the week is over. */
function weekCloseOf({ close, openTime }: BarSeries, row: number): number {
  const weekOf = (at: number): number => Math.floor((openTime[at] - MONDAY) / WEEK);
  let last = row;
  while (last + 1 < close.length && weekOf(last + 1) === weekOf(row)) last += 1;
  return close[last];
}

describe('the canary', () => {
  it.each(Object.entries(KERNELS))('sings for %s', (name, bind) => {
    const { clean, alarms } = checkFault(RULES[name] ?? cross, bind);
    expect(clean).toBe(false);
    expect(alarms[0]).toMatchObject({ kind: 'value', symbol: 'X' });
  });

  it('sings for a longer timeframe that is not shifted', () => {
    const document = {
      rules: { long: { enter: "close > tf('1w', close)", exit: "close < tf('1w', close)" } },
    };
    const unshifted = ruling('enter', (series, row) => series.close[row] > weekCloseOf(series, row));
    expect(checkFault(document, unshifted)).toMatchObject({ clean: false });
  });

  it('sings for a condition that is true a bar early, though its values are not', () => {
    const document = { rules: { long: { enter: 'close > open * 1.01', exit: 'close < open' } } };
    const early = ({ open, close }: BarSeries, row: number): boolean => close[row + 1] > open[row + 1] * 1.01;
    const { clean, alarms } = checkFault(document, ruling('enter', early, true));
    expect(clean).toBe(false);
    expect(alarms[0]).toMatchObject({ kind: 'decision', symbol: 'X' });
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
      expect(check(document, bindStrategy, {}, length).canary.alarms).toEqual([]);
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
