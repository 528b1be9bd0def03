import { findCalendar, ROW_DATASETS } from '#domain';
import { JOB_REGISTRY, jobDefinition, type JobName } from './job-registry.js';
import { QUEUE_NAMES } from './queue-table.js';
import type { JobDefinition } from './job-definition.js';

const rows: readonly JobDefinition[] = JOB_REGISTRY;

/** As the replaced system ran them: times of New York, queue, and whether only while the market is open. */
const TWELVE: readonly [JobName, string, string, boolean][] = [
  ['stock_quotes', '* * * * *', 'market_hours', true],
  ['options_chain', '*/5 * * * *', 'market_hours', true],
  ['historical_prices', '30 17 * * *', 'daily', false],
  ['fundamentals', '0 18 * * *', 'daily', false],
  ['dividends', '0 19 * * *', 'daily', false],
  ['earnings_transcripts', '0 20 * * *', 'daily', false],
  ['economic_indicators', '0 21 * * *', 'daily', false],
  ['earnings', '0 */6 * * *', 'periodic', false],
  ['earnings_calendar', '0 */12 * * *', 'periodic', false],
  ['news', '*/30 * * * *', 'periodic', false],
  ['economic_events', '0 */12 * * *', 'periodic', false],
  ['company_info', '0 22 * * 0', 'periodic', false],
];

describe('the job registry', () => {
  test.each(TWELVE)('runs %s at %s on %s', (name, cron, queue, isMarketHoursOnly) => {
    expect(jobDefinition(name)).toMatchObject({
      ...{ queue, trigger: { kind: 'cron', cron, timeZone: 'America/New_York' }, manualRun: true },
      marketHoursOnly: isMarketHoursOnly ? 'XNYS' : false,
    });
  });

  test('has a job for every dataset, and every job once', () => {
    const names = rows.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...ROW_DATASETS]));
    expect(new Set(names).size).toBe(names.length);
  });

  test('refers only to queues and calendars that there are', () => {
    for (const { queue, marketHoursOnly } of rows) {
      expect(QUEUE_NAMES).toContain(queue);
      if (marketHoursOnly !== false) expect(findCalendar(marketHoursOnly)?.id).toBe(marketHoursOnly);
    }
  });

  test('never makes up for a slot later than its next one would come, where slots are snapshots', () => {
    for (const { queue, misfire } of rows) if (queue === 'market_hours') expect(misfire.policy).toBe('skip');
  });
});
