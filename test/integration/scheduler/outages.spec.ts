import type { JobName } from '#jobs';
import { TradingWeek } from '../market-data/trading-week.js';
import { WeekRecord } from '../market-data/week-record.js';

const MINUTE = 60_000;
/** A Friday, 11:00 in New York. */
const START = Date.parse('2026-11-20T16:00:30Z');
const ENV = { MARKET_DATA_PROVIDERS: 'sim' };

let week: TradingWeek;

afterEach(() => week.close());

/** What became of each slot, the oldest first: `01 ok`, `02 misfire`. */
async function runsOf(job: JobName, from: number): Promise<string[]> {
  const runs = (await week.slots.listRuns(job, 1_000)).filter(({ slot }) => slot !== null && slot >= from);
  return runs.reverse().map(({ slot, outcome, skipped }) => {
    const minute = String((slot! - Date.parse('2026-11-20T16:00:00Z')) / MINUTE).padStart(2, '0');
    return `${minute} ${skipped?.reason ?? outcome}`;
  });
}

test('an outage of all workers of ten minutes: quotes of the past are left out, of the news the newest slot runs, and the history says so', async () => {
  week = await TradingWeek.open(START, ENV);
  await week.reschedule('news', '* * * * *');
  await week.goTo(Date.parse('2026-11-20T16:02:30Z'));
  await week.stopWorkers();
  const planned: string[] = [];
  for (let minute = 3; minute <= 12; minute += 1)
    planned.push(...(await week.pass(Date.parse('2026-11-20T16:00:00Z') + minute * MINUTE)));
  week.clock.put(Date.parse('2026-11-20T16:12:40Z'));
  await week.startWorker();
  await Promise.all(planned.map((id) => week.ended(id)));
  await week.goTo(Date.parse('2026-11-20T16:13:30Z'));

  const minutes = ['03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];
  const since = Date.parse('2026-11-20T16:03:00Z');
  // Nothing is switched on here: a run that finds nobody to ask for ends as skipped.
  expect(await runsOf('stock_quotes', since)).toEqual([
    ...minutes.map((minute) => `${minute} misfire`),
    '13 skipped',
  ]);
  expect(await runsOf('news', since)).toEqual([
    ...minutes.slice(0, -1).map((minute) => `${minute} misfire`),
    ...['12 skipped', '13 skipped'],
  ]);
}, 120_000);

test('three schedulers and three workers run each of 600 slots once', async () => {
  week = await TradingWeek.open(START, ENV, { schedulers: 3, workers: 3 });
  await week.reschedule('news', '* * * * *');
  await week.reschedule('stock_quotes', '0 0 1 1 *');
  const record = await WeekRecord.open(week.databaseUrl);
  await week.goTo(START + 600 * MINUTE);
  const [counts] = await record.select(`
      select count(*)::int as tasks, count(distinct slot)::int as slots, max(fence)::int as fence, sum(losses)::int as losses
      from tasks where job = 'news' and slot is not null`);
  expect(counts).toEqual({ tasks: 600, slots: 600, fence: 1, losses: 0 });
  const workers = await record.select(
    `select distinct worker from tasks where job = 'news' and worker is not null`,
  );
  expect(workers.length).toBeGreaterThan(1);
  await record.close();
}, 240_000);
