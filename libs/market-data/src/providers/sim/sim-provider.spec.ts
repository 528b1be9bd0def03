import fc from 'fast-check';
import {
  calendarOfSymbol,
  datasetDefinition,
  faultOfBar,
  INTRADAY_TIMEFRAMES,
  ROW_DATASETS,
  TIMEFRAME_MS,
  toDate,
  type Bar,
  type IntradayTimeframe,
  type RowDataset,
} from '#domain';
import { createSimProvider } from './sim-provider.js';
import { fetchFrom, NOW, pricesOf, rowsOf, subjectsOf, warm } from './testing/sim-rows.js';

const DAY = 86_400_000;

function keyOf(name: RowDataset, row: object): string {
  const cells = row as Record<string, unknown>;
  return JSON.stringify([
    cells.symbol,
    cells.series,
    ...datasetDefinition(name).key.map((column) => cells[column]),
  ]);
}

const bySortedKey = (name: RowDataset, rows: readonly object[]) =>
  [...rows].sort((one, other) => (keyOf(name, one) < keyOf(name, other) ? -1 : 1));

describe.each(ROW_DATASETS)('sim: %s', (name) => {
  const definition = datasetDefinition(name);

  test('gives rows with every column, each key once, none from after now', async () => {
    const { rows } = await fetchFrom(warm, name);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => keyOf(name, row))).size).toBe(rows.length);
    const faults = (rows as object[]).flatMap((row) => {
      const cells = row as Record<string, unknown>;
      const wrong = Object.entries(definition.columns).filter(
        ([column, spec]) =>
          cells[column] === undefined ||
          (spec.endsWith('!') && cells[column] === null) ||
          (typeof cells[column] === 'number' && !Number.isFinite(cells[column])),
      );
      return Number(cells[definition.published]) <= NOW ? wrong : [...wrong, ['from after now', row]];
    });
    expect(faults).toEqual([]);
  });

  test('gives the same rows in any window, order and batch, cold or warm', async () => {
    const whole = bySortedKey(name, await rowsOf(name));
    const day = fc.integer({ min: 0, max: 600 }).map((days) => toDate(Date.parse('2025-06-01') + days * DAY));
    await fc.assert(
      fc.asyncProperty(
        ...([day, day, fc.shuffledSubarray(subjectsOf(name), { minLength: 1 }), fc.boolean()] as const),
        async (one, other, chosen, isCold) => {
          const [from, to] = [one, other].sort();
          const provider = isCold ? createSimProvider(1) : warm;
          const { rows } = await fetchFrom(provider, name, { from, to, subjects: chosen });
          const expected = whole.filter((row) => {
            const cells = row as unknown as Record<string, string | number>;
            const about =
              cells.symbol ?? cells.series ?? (cells.symbols as unknown as string[] | undefined)?.[0];
            if (about !== undefined && !chosen.includes(String(about))) return false;
            if (['stock_quotes', 'options_chain', 'company_info'].includes(name)) return true;
            const at = cells[definition.time];
            const date = typeof at === 'number' ? toDate(at) : at;
            return date >= from && date <= to;
          });
          expect(bySortedKey(name, rows)).toEqual(expected);
        },
      ),
      { numRuns: 2 },
    );
  });

  test('says what it does not know', async () => {
    if (definition.subject === 'world' && name !== 'news')
      return expect(rowsOf(name, { subjects: [] })).resolves.not.toEqual([]);
    const { rows, missing } = await fetchFrom(warm, name, { subjects: ['UNKNOWN-1'] });
    expect([rows, missing.map(({ fault }) => fault)]).toEqual([[], ['unknown_symbol']]);
  });

  test('ends with the job', async () => {
    const reason = new Error('cancelled');
    await expect(fetchFrom(warm, name, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe('sim: bars shorter than a day', () => {
  const barsOf = async (
    symbol: string,
    timeframe: IntradayTimeframe,
    from: string,
    to: string,
    isCold = false,
  ) => {
    const calendar = calendarOfSymbol(symbol);
    const provider = isCold ? createSimProvider(1) : warm;
    const { bars } = await provider.datasets.intraday_prices!({
      ...{ symbol, timeframe, from, to, calendar: calendar.id, timeZone: calendar.timeZone },
      signal: new AbortController().signal,
    });
    return bars;
  };
  const joined = (bars: readonly Bar[]) => ({
    open: bars[0].open,
    high: Math.max(...bars.map(({ high }) => high)),
    low: Math.min(...bars.map(({ low }) => low)),
    close: bars.at(-1)!.close,
    volume: bars.reduce((sum, { volume }) => sum + volume, 0),
  });

  test.each(INTRADAY_TIMEFRAMES)(
    '%s join to the bar of their day, short sessions included',
    async (timeframe) => {
      const { bars: days } = await pricesOf('ACME', '2026-06-25', '2026-07-10');
      for (const { openTime, ...day } of days) {
        const date = toDate(openTime);
        const bars = await barsOf('ACME', timeframe, date, date);
        expect(bars.map(faultOfBar).filter(Boolean)).toEqual([]);
        expect(joined(bars)).toEqual(day);
        const [{ open, close }] = calendarOfSymbol('ACME').sessions(date, date);
        expect(bars[0].openTime).toBe(open);
        expect(bars).toHaveLength(Math.ceil((close - open) / TIMEFRAME_MS[timeframe]));
      }
    },
  );

  test('are the same in any window, cold or warm, and the longer ones are joined from the shorter', async () => {
    const [from, to] = ['2026-07-01', '2026-08-31'];
    const whole = new Map<string, Bar[]>();
    for (const symbol of ['ACME', 'BTCUSD']) whole.set(symbol, await barsOf(symbol, '1m', from, to));
    const day = fc.integer({ min: 0, max: 61 }).map((days) => toDate(Date.parse(from) + days * DAY));
    const symbols = fc.constantFrom('ACME', 'BTCUSD');
    const lengths = fc.constantFrom(...INTRADAY_TIMEFRAMES);
    await fc.assert(
      fc.asyncProperty(
        symbols,
        lengths,
        day,
        day,
        fc.boolean(),
        async (symbol, timeframe, one, other, isCold) => {
          const [first, last] = [one, other].sort();
          const calendar = calendarOfSymbol(symbol);
          const bars = await barsOf(symbol, timeframe, first, last, isCold).catch(() => []);
          const sessions = calendar.sessions(first, last);
          const [start, end] = [sessions[0]?.open ?? Infinity, sessions.at(-1)?.close ?? -Infinity];
          const minutes = whole.get(symbol)!.filter(({ openTime }) => openTime >= start && openTime < end);
          expect(bars.reduce((sum, { volume }) => sum + volume, 0)).toBe(
            minutes.reduce((sum, { volume }) => sum + volume, 0),
          );
          for (const bar of bars.slice(0, 15)) {
            const closeTime = calendar.closeTimeOf(bar.openTime, timeframe);
            const parts = minutes.filter(({ openTime }) => openTime >= bar.openTime && openTime < closeTime);
            expect({ openTime: bar.openTime, ...joined(parts) }).toEqual(bar);
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  test('end at the price that the quote of the minute says', async () => {
    const bars = await barsOf('ACME', '1m', '2026-11-20', '2026-11-20');
    const [quote] = await rowsOf('stock_quotes', { subjects: ['ACME'] });
    const bar = bars.find(({ openTime }) => openTime === quote.lastTimestamp);
    expect(bar?.open).toBe(quote.lastPrice);
  });
});

test('sim has no prices of a symbol that begins with UNKNOWN', async () => {
  await expect(pricesOf('UNKNOWN1', '2026-01-01')).rejects.toMatchObject({ fault: 'unknown_symbol' });
});
