import { BarRepository, CorporateActionRepository } from '#database';
import { listGaps, listRestless, openWeek, SYMBOLS, type OpenWeek } from './open-week.js';

/** On a machine that does nothing else it takes a fraction of it. */
const TIMEOUT = 300_000;
const WEDNESDAY = /^[A-Z]+ historical_prices 2026-11-25$/;

let open: OpenWeek;

afterEach(() => open.close());

test(
  'the week of Thanksgiving: holiday, early close, a vendor that fails half-way, a late split, a lost worker',
  async () => {
    const friday = Date.parse('2026-11-27T17:00:00Z');
    open = await openWeek('2026-11-22T23:10:00Z', {
      symbol: 'SPLT',
      exDate: '2026-11-25',
      knownFrom: friday,
    });
    const { week, vendor, record } = open;
    await week.reschedule('stock_quotes', '*/30 * * * *');
    await week.reschedule('options_chain', '0 * * * *');
    await week.reschedule('news', '30 1-23/4 * * *');
    await week.goTo(Date.parse('2026-11-24T22:30:00Z'));

    // Tuesday's prices: the worker is killed while the vendor keeps it waiting, and another one does the job.
    const tuesday = Date.parse('2026-11-24T22:30:00Z');
    await week.stopWorkers();
    const worker = await week.startWorkerProcess();
    vendor.hanging.add('CORE');
    const before = vendor.asked.length;
    worker.putClock(tuesday);
    const done = week.goToSlot(tuesday);
    while (vendor.asked.length < before + SYMBOLS.length)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await week.ended('news@20261124T223000Z');
    expect(await worker.kill()).toBe('SIGKILL');
    vendor.release();
    await week.startWorker();
    await done;

    // Wednesday's prices: the vendor is out of order after two answers, until the morning.
    await week.goTo(Date.parse('2026-11-25T22:30:00Z'));
    vendor.answersLeft = 2;
    await week.goTo(Date.parse('2026-11-26T12:00:00Z'));
    vendor.answersLeft = Infinity;
    expect(await listGaps(open)).toEqual([
      expect.stringMatching(WEDNESDAY),
      expect.stringMatching(WEDNESDAY),
    ]);

    // Thursday is a holiday; on Friday the market closes at 13:00, and every minute of the last hour is wanted.
    await week.goTo(friday + 30_000);
    await week.reschedule('stock_quotes', null);
    await week.reschedule('options_chain', null);
    await week.reschedule('news', null);
    await week.goTo(Date.parse('2026-11-28T05:00:00Z'));

    expect(await record.outcomes()).toEqual({
      stock_quotes: 'ok 104',
      options_chain: 'ok 32',
      historical_prices: 'ok 4, partial 1',
      fundamentals: 'ok 5',
      dividends: 'ok 6',
      earnings_transcripts: 'ok 6',
      economic_indicators: 'ok 6',
      earnings: 'ok 20',
      earnings_calendar: 'ok 10',
      economic_events: 'ok 10',
      news: 'ok 51',
      company_info: 'ok 1',
    });
    const runs = await week.slots.listRuns('stock_quotes', 100_000);
    const reasons = new Map(
      runs.map(({ slot, skipped }) => [slot!, `${skipped?.reason} ${skipped?.detail}`]),
    );
    expect(reasons.get(Date.parse('2026-11-26T15:00:00Z'))).toContain('holiday Thanksgiving');
    expect(reasons.get(Date.parse('2026-11-27T18:00:00Z'))).toContain('early_close');
    expect((await record.slotsOf('stock_quotes')).slice(-1)).toEqual(['11-27T17:59']);
    const [{ count }] = await record.select<{ count: string }>('select count(*) from stock_quotes');
    expect(Number(count)).toBe(104 * SYMBOLS.length);

    // The split was told of on Friday: no stored price had to change, and adjusted ones go on evenly.
    expect(await week.get(CorporateActionRepository).list('SPLT')).toEqual([
      { exDate: '2026-11-25', kind: 'split', value: 2 },
    ]);
    const request = { symbol: 'SPLT', timeframe: '1d', start: Date.parse('2026-11-23') } as const;
    const closes = async (adjust: 'raw' | 'split') =>
      Array.from((await week.get(BarRepository).loadBarSeries({ ...request, adjust }))!.close);
    const [monday] = await closes('split');
    expect(await closes('split')).toEqual([0, 1, 2, 3].map((step) => monday + step));
    expect(await closes('raw')).toEqual([2 * monday, 2 * (monday + 1), monday + 2, monday + 3]);
    expect(await record.select('select * from bars_history')).toEqual([]);
    // On a busy machine workers that are alive are taken for lost as well, and others had work when this one was killed.
    const lost = await record.select(
      `select task_id from task_runs where worker = 'w-lost' and outcome = 'lost'`,
    );
    expect(lost).toContainEqual({ task_id: 'historical_prices@20261124T223000Z' });
    // The outcomes above tell that each slot ended once.
    expect(await record.select('select id from tasks where finished_at is null')).toEqual([]);

    expect(await listGaps(open)).toEqual([]);
    expect(await listRestless(open)).toEqual([]);
    expect(await record.unexplained()).toEqual([]);
    const [{ changes }] = await record.select<{ changes: number }>(
      'select sum(changed)::int as changes from dataset_batches',
    );
    expect(changes).toBeGreaterThan(0);
  },
  TIMEOUT,
);
