import { toPlainTable } from '#domain';
import { compileStrategy, listAblations, type CompiledStrategy } from '#strategy';
import { drawBars, toSettings, type Drawn } from '../../testing/drawn-run.js';
import { runBacktest } from '../run-backtest.js';
import { computeContribution, type ContributionMeasure } from './contribution.js';
import { createRandom, type Random } from './seeded-random.js';
import { toPeriodReturns } from './simulate-paths.js';

const BARS = 500;

/** Buys for a bar at a time where two symbols that are only read say so: one knows the next bar, one is a coin. */
const document = {
  ...{ version: 1, name: 'planted', symbols: ['X'] },
  rules: {
    long: {
      enter: "on('EDGE', close) > 100 and on('COIN', close) > 100",
      exit: 'in_position',
    },
  },
  sizing: { kind: 'equity', value: 0.9 },
};

function compile(from: object): CompiledStrategy {
  const compiled = compileStrategy(from, { warmup: 'first_defined' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.strategy;
}

function returnsOf(strategy: CompiledStrategy, seed: number): Float64Array {
  const random: Random = createRandom(seed);
  const flat = (close: number): Drawn => [close, close, close, close];
  const [prices, edge, coin]: [Drawn[], Drawn[], Drawn[]] = [[], [], []];
  let open = 100;
  for (let bar = 0; bar < BARS; bar += 1) {
    const [told, thrown, noise] = [random() < 0.5, random() < 0.5, random() + random() + random() - 1.5];
    edge.push(flat(told ? 101 : 99));
    coin.push(flat(thrown ? 101 : 99));
    // What is told at a close holds from the next open to its close.
    const drift = bar > 0 && edge[bar - 1][3] > 100 ? 0.006 : -0.004;
    const close = open * (1 + 0.02 * noise + drift);
    prices.push([open, Math.max(open, close), Math.min(open, close), close]);
    open = close;
  }
  const bySymbol: Record<string, readonly Drawn[]> = { X: prices, EDGE: edge, COIN: coin };
  const { equity } = runBacktest({
    series: strategy.dataSymbols.map((symbol) => drawBars(bySymbol[symbol], symbol)),
    strategy,
    request: toSettings({ capital: 1e6, execution: { warmupBars: 1 } }),
  });
  return toPeriodReturns(toPlainTable(equity));
}

describe('what a clause contributes', () => {
  const whole = compile(document);
  const clauses = listAblations(whole).filter(({ path }) => path.endsWith('enter'));
  const contributions = (seed: number, measure: ContributionMeasure) =>
    clauses.map(({ strategy }) =>
      computeContribution(returnsOf(whole, seed), returnsOf(strategy, seed), {
        ...{ measure, resamples: 200, meanBlock: 5, random: createRandom(seed) },
      }),
    );

  it('is most for the one that was planted, and within chance for a coin in at least 90 of 100 worlds', () => {
    let [first, spansZero] = [0, 0];
    for (let seed = 1; seed <= 100; seed += 1) {
      const [edge, coin] = contributions(seed, 'edge');
      if (edge.value > coin.value) first += 1;
      if (coin.low <= 0 && coin.high >= 0) spansZero += 1;
    }
    expect(first).toBeGreaterThanOrEqual(99);
    expect(spansZero).toBeGreaterThanOrEqual(90);
  });

  it('is told as a Sharpe ratio or as a return, too', () => {
    for (const measure of ['sharpe', 'return'] as const) {
      const [edge, coin] = contributions(7, measure);
      expect(edge.value).toBeGreaterThan(coin.value);
      expect(edge.low).toBeLessThanOrEqual(edge.value);
      expect(edge.high).toBeGreaterThanOrEqual(edge.value);
    }
  });

  it('is nothing for what changes nothing', () => {
    const returns = Float64Array.of(0.01, -0.02, 0.03, 0);
    const options = { measure: 'sharpe', resamples: 100, meanBlock: 2, random: createRandom(1) } as const;
    expect(computeContribution(returns, returns, options)).toEqual({ value: 0, low: 0, high: 0 });
    expect(() => computeContribution(returns, returns.slice(1), options)).toThrow(RangeError);
  });
});
