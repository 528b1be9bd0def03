import { findTriggerFaults } from './check-trigger.js';
import { CRON_JOBS } from './job-views.js';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const faultsOf = (cron: string, timeZone = 'America/New_York', name = 'news') => {
  const job = CRON_JOBS.find((row) => row.name === name)!;
  return findTriggerFaults(job, { cron, timeZone }, NOW).map(({ path, message }) => `${path} ${message}`);
};

describe('times for a schedule', () => {
  test.each(['30 17 * * *', '*/5 9-16 * * 1-5', '0 0 L * *', '0 0 29 2 *'])('may be %s', (cron) => {
    expect(faultsOf(cron)).toEqual([]);
  });

  test.each([
    ['* * * *', '/cron cron has to have five fields'],
    ['@daily', '/cron cron has to have five fields'],
    ['0 30 17 * * *', '/cron cron has to have five fields'],
    ['61 * * * *', "/cron cron can't be read: CronPattern"],
    ['0 0 31 2 *', '/cron the job would not run once in five years'],
  ])('may not be %s', (cron, fault) => {
    expect(faultsOf(cron)).toEqual([expect.stringContaining(fault)]);
  });

  test('are told all their faults at once', () => {
    expect(faultsOf('a b c d e', 'Mars/Olympus')).toHaveLength(2);
  });

  test('may not all lie outside of the hours of a job that keeps to them', () => {
    expect(faultsOf('0 3 * * *', 'America/New_York', 'stock_quotes')).toHaveLength(1);
    expect(faultsOf('0 3 * * *')).toEqual([]);
  });
});
