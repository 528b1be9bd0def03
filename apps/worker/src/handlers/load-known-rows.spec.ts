import { toBarSeries } from '#domain';
import type { KnownNeed } from '#strategy';
import { loadKnownRows, type KnownData } from './load-known-rows.js';

const day = (text: string): number => Date.parse(text);

const series = [
  toBarSeries(
    { symbol: 'AAPL', timeframe: '1d', calendar: 'always', timeZone: 'UTC' },
    [{ openTime: day('2014-12-30'), open: 1, high: 1, low: 1, close: 1, volume: 1 }],
    (openTime) => openTime + 86_400_000,
  ),
];

const need: KnownNeed = {
  source: 'income',
  dataset: 'fundamentals',
  where: { statement: 'income', periodType: 'quarter' },
  time: 'periodEnding',
  subjects: ['AAPL'],
  columns: ['dilutedEarningsPerShare', 'periodEnding', 'revenue', 'weightedAverageDilutedShares'],
  path: '/rules/long/enter',
};

const report = (publishedAt: string, periodEnding: string, eps: number | null) => ({
  ...{ symbol: 'AAPL', statement: 'income', periodType: 'quarter', periodEnding },
  ...{
    publishedAt: day(publishedAt),
    dilutedEarningsPerShare: eps,
    revenue: 40,
    weightedAverageDilutedShares: 900,
  },
});

const asked: unknown[] = [];

function dataOf(rows: readonly object[]): KnownData {
  return {
    datasets: {
      loadKnown: async (...question: unknown[]) => {
        asked.push(question);
        return rows as never[];
      },
    },
    actions: {
      list: async () => [
        { exDate: '2014-06-09', kind: 'split', value: 7 },
        { exDate: '2014-05-08', kind: 'dividend', value: 3.29 },
        { exDate: '2999-01-01', kind: 'split', value: 10 },
      ],
    },
  };
}

const rows = [report('2014-04-23', '2014-03-31', 11.62), report('2014-07-22', '2014-06-30', null)];

describe('the rows that a run reads of datasets', () => {
  it('are asked for by what tells them apart, published by the last close of the bars', async () => {
    await loadKnownRows(dataOf(rows), [need], { adjust: 'split', asOf: '2020-01-01T00:00:00Z' }, series);
    expect(asked.at(-1)).toEqual([
      'fundamentals',
      [...need.columns, 'statement', 'periodType'],
      {
        ...{ subjects: ['AAPL'], where: need.where },
        ...{ to: day('2014-12-31') + 1, asOf: day('2020-01-01') },
      },
    ]);
  });

  it('are in the shares of the bars: those before a split are converted, one to come is not', async () => {
    const [loaded] = await loadKnownRows(dataOf(rows), [need], { adjust: 'split', asOf: null }, series);
    expect(loaded).toMatchObject({ source: 'income', subject: 'AAPL', length: 2 });
    expect(Array.from(loaded.publishedAt)).toEqual([day('2014-04-23'), day('2014-07-22')]);
    expect(Array.from(loaded.columns.dilutedEarningsPerShare)).toEqual([11.62 / 7, NaN]);
    expect(Array.from(loaded.columns.weightedAverageDilutedShares)).toEqual([6300, 900]);
    expect(Array.from(loaded.columns.revenue)).toEqual([40, 40]);
    expect(Array.from(loaded.columns.periodEnding)).toEqual([day('2014-03-31'), day('2014-06-30')]);
  });

  it('stay as they were stated over raw bars', async () => {
    const [loaded] = await loadKnownRows(dataOf(rows), [need], { adjust: 'raw', asOf: null }, series);
    expect(loaded.columns.dilutedEarningsPerShare[0]).toBe(11.62);
  });

  it('say which versions are of one row', async () => {
    const restated = report('2014-08-01', '2014-03-31', 11.6);
    const [loaded] = await loadKnownRows(
      dataOf([...rows, restated]),
      [need],
      { adjust: 'raw', asOf: null },
      series,
    );
    expect(Array.from(loaded.row)).toEqual([0, 1, 0]);
  });

  it('must be there', async () => {
    await expect(
      loadKnownRows(dataOf([]), [need], { adjust: 'raw', asOf: null }, series),
    ).rejects.toMatchObject({
      code: 'DATA_MISSING',
    });
  });
});
