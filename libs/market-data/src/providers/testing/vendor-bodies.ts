/* Small answers in the shapes of the vendors, with prices of our own making. */

const json = (value: unknown) => JSON.stringify(value);
const seconds = (instant: string) => Date.parse(instant) / 1_000;

/** A split of two for one on 2024-03-06 and a dividend the day before; a gap of nulls at the end. */
export const yahooChart = json({
  chart: {
    result: [
      {
        meta: { symbol: 'ACME', exchangeTimezoneName: 'America/New_York' },
        timestamp: ['04', '05', '06', '07'].map((day) => seconds(`2024-03-${day}T14:30:00Z`)),
        events: {
          dividends: { a: { amount: 0.25, date: seconds('2024-03-05T14:30:00Z') } },
          splits: { b: { numerator: 2, denominator: 1, date: seconds('2024-03-06T14:30:00Z') } },
        },
        indicators: {
          quote: [
            {
              open: [50, 51, 52, null],
              high: [51.5, 52.25, 53, null],
              low: [49.5, 50.5, 51, null],
              close: [51.03999710083008, 52, 52.5, null],
              volume: [2_000, 2_200, 2_400, null],
            },
          ],
          adjclose: [{ adjclose: [50.8, 51.9, 52.5, null] }],
        },
      },
    ],
    error: null,
  },
});

export const yahooEmpty = json({
  chart: {
    result: [{ meta: { exchangeTimezoneName: 'America/New_York' }, indicators: { quote: [{}] } }],
    error: null,
  },
});

export const yahooError = (code: string): string =>
  json({ chart: { result: null, error: { code, description: code } } });

export const fmpPrices = json(
  [
    ['2024-03-06', 52, 53, 51, 52.5, 2_400],
    ['2024-03-05', 51, 52.25, 50.5, 52, 2_200],
    ['2024-03-04', 50, 51.5, 49.5, 51.04, 2_000],
  ].map(([date, open, high, low, close, volume]) => ({
    symbol: 'ACME',
    date,
    open,
    high,
    low,
    close,
    volume,
  })),
);
export const fmpSplits = json([{ symbol: 'ACME', date: '2024-03-06', numerator: 2, denominator: 1 }]);
export const fmpDividends = json([{ symbol: 'ACME', date: '2024-03-05', adjDividend: 0.25, dividend: 0.5 }]);

const line = (date: string, ...values: number[]) => [
  Date.parse(date),
  ...values.map(String),
  0,
  '0',
  0,
  '0',
  '0',
  '0',
];
export const binanceKlines = json([
  line('2024-03-04', 100, 103, 99, 102.08, 1_000.5),
  line('2024-03-05', 102, 104.5, 101, 104, 1_100),
  line('2024-03-06', 104, 106, 102, 105, 1_200),
]);

export const barsCsv = `Date,Open,High,Low,Close,Volume
2024-03-04,100,103,99,102.08,1000
2024-03-05,102,104.5,101,104,1100
2024-03-06,104,106,102,105,1200
`;
