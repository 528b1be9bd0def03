import type { RowDataset } from '#domain';
import type { JobContext, TaskProgress } from '#jobs';
import { createDatasetHandler, type DatasetSources } from './dataset.handler.js';

/** A Friday evening in New York. */
const FRIDAY = Date.parse('2026-11-20T22:30:00Z');
const SUNDAY = Date.parse('2026-11-22T22:30:00Z');

type Request = Parameters<DatasetSources['ingest']>[1];

function resultOf(subject: string): Awaited<ReturnType<DatasetSources['ingest']>>[number] {
  const outcome = subject.startsWith('E') ? 'empty' : subject.startsWith('F') ? 'failed' : 'ok';
  const isOk = outcome === 'ok';
  return {
    ...{ subject, outcome, provider: isOk ? 'sim' : null, reason: isOk ? null : 'why' },
    ...{ inserted: isOk ? 2 : 0, changed: 0, unchanged: 1, quarantined: 0 },
  };
}

async function run(
  dataset: RowDataset,
  {
    now = FRIDAY,
    subjects = ['A', 'B'],
    leftOut = [] as string[],
    payload = {},
    slot = null as number | null,
    lastSuccess = undefined as number | undefined,
  } = {},
) {
  const asked: Request[] = [];
  const reported: TaskProgress[] = [];
  const sources: DatasetSources = {
    ingest: async (_dataset, request) => {
      asked.push(request);
      const results = request.subjects.map(resultOf);
      for (const result of results) request.onBatch([result]);
      return results;
    },
    listSubjects: async () => ({ subjects, leftOut }),
    findLastSuccess: async () => lastSuccess,
  };
  const context = {
    ...{ taskId: 't', payload, slot, signal: new AbortController().signal },
    report: (progress: TaskProgress) => reported.push(progress),
  } as unknown as JobContext<RowDataset>;
  const result = await createDatasetHandler(dataset, sources, () => now)(context);
  return { ...result, asked: asked[0], reported: reported.map(({ message }) => message) };
}

describe('the handler of a dataset', () => {
  test('brings it of whoever is switched on, and says what came of each', async () => {
    const { outcome, summary, asked, reported } = await run('fundamentals', { subjects: ['A', 'F1'] });
    expect(asked).toMatchObject({ subjects: ['A', 'F1'], runId: 't', now: FRIDAY });
    expect(outcome).toBe('partial');
    expect(summary).toMatchObject({
      ...{ inserted: 2, changed: 0, unchanged: 2, quarantined: 0, providers: { sim: 1 } },
      symbols: { total: 2, ok: 1, empty: 0, failed: 1 },
      by_symbol: { F1: { outcome: 'failed', reason: 'why' }, A: { outcome: 'ok', provider: 'sim' } },
    });
    expect(reported).toEqual(['0/2 symbols', '1/2 symbols', '2/2 symbols']);
  });

  test('leaves out whose kind has none of it, and says so, and is whole without them', async () => {
    const { outcome, summary, asked } = await run('earnings', { subjects: ['A'], leftOut: ['^B'] });
    expect(asked.subjects).toEqual(['A']);
    expect(outcome).toBe('ok');
    expect(summary).toMatchObject({
      symbols: { total: 1 },
      left_out: { '^B': 'there is no earnings of this kind: index' },
    });
    expect(await run('earnings', { subjects: [], leftOut: ['^B'] })).toMatchObject({
      ...{ outcome: 'skipped', summary: { left_out: { '^B': expect.any(String) } } },
    });
  });

  test.each([
    [['A', 'B'], 'ok'],
    [['A', 'E1'], 'partial'],
    [['E1', 'F1'], 'failed'],
    [['F1', 'F2'], 'failed'],
    [[], 'skipped'],
  ])('%j comes to %s', async (subjects, expected) => {
    expect((await run('dividends', { subjects })).outcome).toBe(expected);
  });

  test('fails when nothing came on a trading day, and on no other day', async () => {
    expect(await run('news', { subjects: ['E1'] })).toMatchObject({ outcome: 'empty' });
    expect(await run('news', { subjects: ['E1'], now: SUNDAY })).toMatchObject({
      ...{ outcome: 'skipped', summary: { reason: expect.stringContaining('no session') } },
    });
  });

  test.each([
    ['dividends', '2025-10-16', '2027-02-18'],
    ['earnings_calendar', '2026-11-13', '2027-02-18'],
    ['stock_quotes', '2026-11-20', '2026-11-20'],
  ] as const)('asks of %s for %s to %s', async (dataset, from, to) => {
    expect((await run(dataset)).asked).toMatchObject({ from, to });
  });

  test('asks for news since the last run that brought some, a week at most', async () => {
    const fromOf = async (lastSuccess?: string) =>
      (await run('news', { lastSuccess: lastSuccess === undefined ? undefined : Date.parse(lastSuccess) }))
        .asked.from;
    expect(await fromOf('2026-11-19T22:00:00Z')).toBe('2026-11-19');
    expect(await fromOf('2026-10-01T00:00:00Z')).toBe('2026-11-13');
    expect(await fromOf()).toBe('2026-11-13');
  });

  test('takes symbols and days from its payload, each symbol once', async () => {
    const payload = { symbols: ['B', 'B', 'C'], start: '2020-01-02', end: '2020-02-03' };
    expect((await run('earnings', { payload })).asked).toMatchObject({
      ...{ subjects: ['B', 'C'], from: '2020-01-02', to: '2020-02-03' },
    });
  });

  test('gives a snapshot the slot that it was planned for, however late it is taken', async () => {
    const slot = FRIDAY - 300_000;
    expect((await run('options_chain', { slot })).asked.now).toBe(slot);
    // By hand it is that of the minute, so that a second one within it changes nothing.
    expect((await run('options_chain', { now: FRIDAY + 59_999 })).asked.now).toBe(FRIDAY);
    expect((await run('stock_quotes', { slot })).asked.now).toBe(FRIDAY);
  });
});
