import { readdirSync, readFileSync } from 'node:fs';
import type { BarSeries } from '#domain';
import { bindStrategy, compileStrategy, type CompiledStrategy } from '#strategy';
import { drawBars, rowsOf, toSettings, type Drawn, type DrawnWorld } from '../../testing/drawn-run.js';
import { runBacktest } from '../run-backtest.js';
import { explainBar } from './explain-bar.js';
import type { ExplainedRule, Explanation } from './explanation.js';

function compile(document: object): CompiledStrategy {
  const compiled = compileStrategy(
    { version: 1, name: 'test', symbols: ['X'], ...document },
    { warmup: 'first_defined' },
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.strategy;
}

const at = (close: number): Drawn => [close, close + 1, close - 1, close];
const closes = [100, 101, 103, 102, 99, 98, 101, 104];
const dayOf = (series: BarSeries, row: number) => series.openTime[row];
const ruleOf = (explanation: Explanation, path: string): ExplainedRule =>
  explanation.rules.find((rule) => rule.path === path)!;

function explain(document: object, bar: number, world: DrawnWorld = {}, bars = closes.map(at)): Explanation {
  const series = drawBars(bars);
  const request = toSettings({ ...world, execution: { warmupBars: 0, ...world.execution } });
  return explainBar({ series: [series], strategy: compile(document), request }, 'X', dayOf(series, bar));
}

const rules = { long: { enter: 'close > 100 and close > sma(close, 2)', exit: 'close < 100' } };

describe('the explanation of a bar', () => {
  it('gives the value of every part', () => {
    const { tree, value } = ruleOf(explain({ rules }, 3), '/rules/long/enter');
    expect(value).toBe(false);
    expect(tree).toEqual({
      text: 'close > 100 and close > sma(close, 2)',
      value: false,
      args: [
        { text: 'close > 100', value: true, args: [part('close', 102), part('100', 100)] },
        {
          text: 'close > sma(close, 2)',
          value: false,
          args: [
            part('close', 102),
            { text: 'sma(close, 2)', value: 102.5, args: [part('close', 102), part('2', 2)] },
          ],
        },
      ],
    });
  });

  it('names the clause that blocked and how near it was', () => {
    const rule = ruleOf(explain({ rules }, 3), '/rules/long/enter');
    expect(rule.blocking).toEqual([
      { text: 'close > sma(close, 2)', value: false, wanted: true, left: 102, right: 102.5, distance: -0.5 },
    ]);
    expect(rule.nearMiss).toBe(true);
    expect(ruleOf(explain({ rules }, 4), '/rules/long/enter')).toMatchObject({ nearMiss: false });
  });

  it('tells missing from false', () => {
    const rule = ruleOf(
      explain({ rules: { long: { enter: 'close > sma(close, 5)', exit: 'close < 0' } } }, 2),
      '/rules/long/enter',
    );
    expect(rule).toMatchObject({ value: null, blocking: [{ value: null, right: null, distance: null }] });
  });

  it('gives the orders that were placed and the position that was held', () => {
    const entered = explain({ rules }, 1);
    expect(rowsOf(entered.orders)).toMatchObject([{ symbol: 'X', kind: 'market', placed_bar: 1 }]);
    expect(entered).toMatchObject({
      bar: 1,
      row: 1,
      position: 0,
      hindrances: {},
      time: Date.UTC(2024, 0, 2),
    });
    const held = explain({ rules }, 2);
    expect(held).toMatchObject({ position: 9, hindrances: { '/rules/long/enter': 'in_position' } });
    expect(held.orders.length).toBe(0);
  });

  it('says why a true entry did nothing', () => {
    const document = { rules: { long: { enter: 'close > 100', exit: 'close < 100' } } };
    const hindranceOf = (explanation: Explanation) => explanation.hindrances['/rules/long/enter'];
    expect(hindranceOf(explain(document, 2, { execution: { warmupBars: 5 } }))).toBe('warm_up');
    const limit = { long: { ...document.rules.long, order: { kind: 'limit', price: '50' } } };
    expect(hindranceOf(explain({ rules: limit }, 2))).toBe('order_waiting');
    expect(hindranceOf(explain({ ...document, limits: { cooldown_bars: 9 } }, 7))).toBe('limits');
    const sizing = { kind: 'cash', value: 'log(close - 500)' };
    expect(hindranceOf(explain({ ...document, sizing }, 2))).toBe('no_size');
  });

  it('reads the position as the run did', () => {
    const document = { rules: { long: { enter: 'not in_position', exit: 'bars_held >= 3' } } };
    const rule = ruleOf(explain(document, 4), '/rules/long/exit');
    expect(rule).toMatchObject({ value: false, blocking: [{ left: 2, right: 3 }] });
  });

  it('takes the bar that was open at the instant', () => {
    const series = drawBars(closes.map(at));
    const input = { series: [series], strategy: compile({ rules }), request: toSettings({}) };
    expect(explainBar(input, 'X', dayOf(series, 3) + 3_600_000).bar).toBe(3);
    expect(() => explainBar(input, 'X', dayOf(series, 0) - 1)).toThrow('no bar at or before');
    expect(() => explainBar(input, 'Y', dayOf(series, 0))).toThrow('Y is not read by the run');
  });
});

describe('the explanation of an allocation', () => {
  const symbols = ['A', 'B', 'C', 'D'];
  const rising = (from: number, step: number) => closes.map((_, row) => at(from + row * step));
  const series = [
    drawBars(rising(100, 3), 'A'),
    drawBars(rising(100, 1), 'B'),
    drawBars(rising(100, 2), 'C'),
    drawBars(rising(100, -1), 'D'),
  ];
  const allocate = { every: 'week_end', rank: 'mom(close, 2)', where: 'close > 100', top: 2 };
  const standing = (symbol: string, bar: number, allocation: object = allocate) => {
    const strategy = compile({ symbols, allocate: allocation });
    return explainBar({ series, strategy, request: toSettings({}) }, symbol, dayOf(series[0], bar))
      .allocation;
  };

  // 2024-01-07, a Sunday.
  const due = 6;

  it('says who is held and who is ranked below the top', () => {
    expect(standing('A', due)).toMatchObject({ reason: 'picked', place: 1, candidates: 3, places: 2 });
    expect(standing('B', due)).toEqual({
      ...{ reason: 'below_top', place: 3, candidates: 3, places: 2 },
      message: 'ranked 3 of 3, below the top 2 that are held',
    });
  });

  it('says what else keeps a symbol out', () => {
    expect(standing('D', due)).toMatchObject({ reason: 'where', place: null });
    expect(standing('B', due, { ...allocate, rank: 'log(close - 500)' })?.reason).toBe('rank');
    expect(standing('B', due, { ...allocate, weights: '0 - close' })?.reason).toBe('weights');
    expect(standing('A', due - 1)).toMatchObject({ reason: 'not_due', place: 1 });
  });

  it('agrees with what the run bought', () => {
    const strategy = compile({ symbols, allocate });
    const { orders } = runBacktest({ series, strategy, request: toSettings({}) });
    const bought = new Set(rowsOf(orders).map(({ symbol }) => symbol));
    expect(symbols.filter((symbol) => standing(symbol, due)?.reason === 'picked')).toEqual([...bought]);
  });
});

function part(text: string, value: number) {
  return { text, value, args: [] };
}

describe('the classics', () => {
  const folder = new URL('../../../../examples/strategies/', import.meta.url);
  const length = 320;

  function walk(symbol: string, seed: number): BarSeries {
    let state = seed;
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    let close = 100;
    const bars = Array.from({ length }, (): Drawn => {
      const open = close * (1 + (random() - 0.5) * 0.01);
      close = open * (1 + (random() - 0.48) * 0.04);
      return [open, Math.max(open, close) * 1.01, Math.min(open, close) * 0.99, close];
    });
    return drawBars(bars, symbol);
  }

  const classics = readdirSync(folder).map(
    (name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const,
  );
  const withRules = classics.filter(([, text]) => 'rules' in JSON.parse(text));

  it.each(withRules)('%s: the root of every rule is the signal of the run', (_, text) => {
    const compiled = compileStrategy(JSON.parse(text), { warmup: 'first_defined' });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
    const { strategy } = compiled;
    const series = strategy.dataSymbols.map((symbol, index) => walk(symbol, 7 + index));
    const input = { series, strategy, request: toSettings({ capital: 1e6, execution: { warmupBars: 0 } }) };
    const lead = strategy.rules!.long?.legs?.[0].symbol ?? strategy.symbols[0];
    const bound = bindStrategy(strategy, new Map(series.map((one) => [one.symbol, one])));
    const signals = strategy.expressions.filter(
      ({ readsState, constant }) => !readsState && constant === undefined,
    );
    const placed = rowsOf(runBacktest(input).orders);
    for (let bar = 3; bar < length; bar += 29) {
      const explanation = explainBar(input, strategy.symbols[0], series[0].openTime[bar]);
      expect(explanation.orders.length).toBe(placed.filter(({ placed_bar: on }) => on === bar).length);
      for (const expression of signals) {
        const column = bound.expression(lead, expression);
        const value = column.kind === 'column' ? column.values[bar] : NaN;
        const found = ruleOf(explanation, expression.path).value;
        const wanted = Number.isNaN(value) ? null : expression.type === 'bool' ? value === 1 : value;
        expect([expression.path, bar, found]).toEqual([expression.path, bar, wanted]);
      }
    }
  });
});
