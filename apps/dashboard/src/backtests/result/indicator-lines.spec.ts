import { toSeries } from './indicator-lines.js';

const line = (name: string, overlay: boolean) => ({
  ...{ name, overlay },
  time: ['2020-01-01T00:00:00.000Z', '2020-01-02T00:00:00.000Z'],
  value: [null, 2],
});

it('draws averages over the prices and each family of others in a pane of its own', () => {
  const series = toSeries([
    line('sma(close, 20)', true),
    line('rsi(close, 2)', false),
    line('macd(close, 12, 26, 9)', false),
    line('macd(close, 12, 26, 9).signal', false),
    line('rsi(close, 14)', false),
    line('sma(close, 50)', true),
  ]);
  expect(series.map(({ name, pane }) => [name.split('(')[0], pane])).toEqual([
    ['sma', 0],
    ['rsi', 1],
    ['macd', 2],
    ['macd', 2],
    ['rsi', 1],
    ['sma', 0],
  ]);
  expect(new Set([series[0], series[5]].map(({ tone }) => tone)).size).toBe(2);
});

it('leaves a gap where there is no value', () => {
  const [{ data }] = toSeries([line('rsi(close, 2)', false)]);
  expect(data).toEqual([
    { time: Date.UTC(2020, 0, 1), value: undefined },
    { time: Date.UTC(2020, 0, 2), value: 2 },
  ]);
});
