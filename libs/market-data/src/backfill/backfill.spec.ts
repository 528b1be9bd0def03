import fc from 'fast-check';
import type { BackfillRepository } from '#database';
import type { ProvidedDataset } from '#config';
import type { DatasetIngest, DatasetIngestRequest } from '../ingest/dataset-ingest.js';
import type { IntradayIngest, IntradayIngestRequest } from '../ingest/intraday-ingest.js';
import type { PriceIngest, PriceIngestRequest } from '../ingest/price-ingest.js';
import { Backfill, type BackfillProgress } from './backfill.js';
import { planBackfill } from './plan-backfill.js';

const DAY = 86_400_000;
const toDate = (day: number) => new Date(Date.UTC(2020, 0, 1) + day * DAY).toISOString().slice(0, 10);
const request = { dataset: 'news', subjects: ['A', 'B'], start: '2024-01-01', end: '2024-01-20' } as const;

describe('the plan of a backfill', () => {
  test('asks for as many days at once as an answer has room for, the newest first', () => {
    const windows = planBackfill(request).chunks.map(({ from, to }) => `${from} ${to}`);
    expect(windows).toEqual(['2024-01-14 2024-01-20', '2024-01-07 2024-01-13', '2024-01-01 2024-01-06']);
    expect(planBackfill({ ...request, dataset: 'dividends' }).chunks).toEqual([
      { subjects: ['A', 'B'], from: '2024-01-01', to: '2024-01-20' },
    ]);
  });

  test('counts a request for each subject and window, and one for events about nobody', () => {
    expect(planBackfill(request).requests).toBe(6);
    expect(planBackfill({ ...request, dataset: 'economic_events', subjects: ['world'] }).requests).toBe(3);
  });

  test.each([
    [{ dataset: 'stock_quotes' as const }, 'stock_quotes said in the past can no longer be had'],
    [{ start: '2024-01-21' }, 'to one that is no earlier'],
    [{ end: '2024-02-31' }, 'to one that is no earlier'],
    [{ timeframe: '5m' as const }, 'Only prices have a timeframe, news has none'],
  ])('refuses %j', (change, message) => {
    expect(() => planBackfill({ ...request, ...change })).toThrow(message);
  });

  test('has every day of every subject once', () => {
    const dataset = fc.constantFrom<ProvidedDataset>(
      'news',
      'dividends',
      'earnings_calendar',
      'economic_events',
    );
    const subjects = fc.uniqueArray(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), { minLength: 1 });
    fc.assert(
      fc.property(
        dataset,
        subjects,
        fc.nat({ max: 90 }),
        fc.nat({ max: 90 }),
        (name, wanted, first, length) => {
          const { chunks } = planBackfill({
            ...{ dataset: name, subjects: wanted, start: toDate(first), end: toDate(first + length) },
          });
          const seen = chunks.flatMap(({ subjects: group, from, to }) => {
            const days = (Date.parse(to) - Date.parse(from)) / DAY + 1;
            return group.flatMap((subject) =>
              Array.from(
                { length: days },
                (_, day) => `${subject} ${new Date(Date.parse(from) + day * DAY).toISOString()}`,
              ),
            );
          });
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen.length).toBe(wanted.length * (length + 1));
        },
      ),
    );
  });
});

describe('a backfill', () => {
  /** The cursor as it would be stored. */
  function createStates() {
    const states = new Map<string, { chunks: readonly unknown[]; nextChunk: number; counts: unknown }>();
    return {
      open: async (taskId: string, chunks: readonly unknown[], counts: unknown) => {
        const state = states.get(taskId) ?? { chunks, nextChunk: 0, counts };
        states.set(taskId, state);
        return state;
      },
      advance: async (taskId: string, nextChunk: number, counts: unknown) =>
        void states.set(taskId, { ...states.get(taskId)!, nextChunk, counts }),
    } as unknown as BackfillRepository;
  }

  const counted = {
    inserted: 2,
    changed: 0,
    unchanged: 1,
    quarantined: 0,
    warnings: {},
    provider: 'sim' as const,
  };

  /** Vendors that note what they were asked, and may end the run at the n-th question. */
  function createBackfill(endAt = Infinity, states = createStates()) {
    const asked: string[] = [];
    const note = (text: string) => {
      if (asked.length === endAt) throw new Error('the worker ended');
      asked.push(text);
    };
    const datasets = {
      ingest: async (_: string, { subjects, from, to }: DatasetIngestRequest) => {
        note(`${subjects.join()} ${from} ${to}`);
        return subjects.map((subject) => {
          const outcome = subject === 'B' ? ('failed' as const) : ('ok' as const);
          return { ...counted, subject, outcome, reason: outcome === 'ok' ? null : 'why' };
        });
      },
    } as unknown as DatasetIngest;
    const prices = {
      ingest: async ({ symbol, start }: PriceIngestRequest) => {
        note(`${symbol} ${start}`);
        return { ...counted, symbol, outcome: 'ok', reason: null, gaps: 0, actions: 0, reloaded: false };
      },
    } as unknown as PriceIngest;
    const intraday = {
      ingest: async ({ symbol, timeframe, start, end }: IntradayIngestRequest) => {
        note(`${symbol} ${timeframe} ${start} ${end}`);
        return { ...counted, symbol, outcome: 'ok', reason: null, gaps: 0, actions: 0, reloaded: false };
      },
    } as unknown as IntradayIngest;
    return { backfill: new Backfill(prices, datasets, intraday, states), asked };
  }

  const run = (taskId: string) => ({ taskId, now: 0, signal: new AbortController().signal });

  test('brings bars shorter than a day window by window', async () => {
    const { backfill, asked } = createBackfill();
    const wanted = { dataset: 'historical_prices', timeframe: '1m', subjects: ['A'] } as const;
    await backfill.run(planBackfill({ ...wanted, start: '2024-01-01', end: '2024-01-10' }), run('minutes'));
    expect(asked).toEqual(['A 1m 2024-01-04 2024-01-10', 'A 1m 2024-01-01 2024-01-03']);
  });

  test('does every chunk, counts and tells how far it is', async () => {
    const { backfill } = createBackfill();
    const told: BackfillProgress[] = [];
    const done = await backfill.run(planBackfill(request), {
      ...run('whole'),
      onChunk: (one) => told.push(one),
    });
    expect(done).toMatchObject({
      doneChunks: 3,
      totalChunks: 3,
      counts: { inserted: 12, unchanged: 6, ok: 3, failed: 3 },
    });
    expect(done.counts.failures[0]).toEqual({
      subject: 'B',
      from: '2024-01-14',
      to: '2024-01-20',
      reason: 'why',
    });
    expect(told.map(({ doneChunks }) => doneChunks)).toEqual([0, 1, 2, 3]);
  });

  test('goes on where it ended, with the chunks of its first run', async () => {
    const plan = planBackfill(request);
    const states = createStates();
    await expect(createBackfill(1, states).backfill.run(plan, run('resumed'))).rejects.toThrow(
      'the worker ended',
    );
    const second = createBackfill(Infinity, states);
    const other = planBackfill({ ...request, subjects: ['A', 'B', 'C'] });
    expect(await second.backfill.run(other, run('resumed'))).toMatchObject({
      counts: { inserted: 12, ok: 3 },
    });
    expect(second.asked).toEqual(['A,B 2024-01-07 2024-01-13', 'A,B 2024-01-01 2024-01-06']);
    const third = createBackfill(Infinity, states);
    expect(await third.backfill.run(plan, run('resumed'))).toMatchObject({ counts: { inserted: 12 } });
    expect(third.asked).toEqual([]);
  });

  test('of prices asks for each symbol from its start on', async () => {
    const { backfill, asked } = createBackfill();
    await backfill.run(planBackfill({ ...request, dataset: 'historical_prices' }), run('prices'));
    expect(asked).toEqual(['A 2024-01-01', 'B 2024-01-01']);
  });

  test('stops between chunks when it is cancelled', async () => {
    const job = new AbortController();
    const { backfill, asked } = createBackfill();
    const onChunk = ({ doneChunks }: BackfillProgress) => doneChunks === 1 && job.abort(new Error('enough'));
    const work = backfill.run(planBackfill(request), { ...run('cancelled'), signal: job.signal, onChunk });
    await expect(work).rejects.toThrow('enough');
    expect(asked).toHaveLength(1);
  });
});
