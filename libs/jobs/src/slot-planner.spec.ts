import fc from 'fast-check';
import { findCalendar } from '#domain';
import type { JobDefinition } from './job-definition.js';
import { jobDefinition } from './job-registry.js';
import { listCronSlots } from './cron-slots.js';
import { findNextFire, planningRulesOf, planSlots, selectMisfires, toSlotTaskId } from './slot-planner.js';

const NEW_YORK = 'America/New_York';
const HOUR = 3_600_000;

function job(cron: string, changes: Partial<JobDefinition> = {}): JobDefinition {
  return { ...jobDefinition('cleanup'), trigger: { kind: 'cron', cron, timeZone: NEW_YORK }, ...changes };
}

function slots(cron: string, from: string, to: string, timeZone = NEW_YORK): string[] {
  const window = { from: Date.parse(from), to: Date.parse(to) };
  return listCronSlots(cron, timeZone, window).map((slot) => new Date(slot).toISOString().slice(0, 16));
}

describe('listCronSlots', () => {
  test('keeps the wall time over the year', () => {
    expect(slots('30 17 * * *', '2026-01-15', '2026-01-16')).toEqual(['2026-01-15T22:30']);
    expect(slots('30 17 * * *', '2026-07-15', '2026-07-16')).toEqual(['2026-07-15T21:30']);
  });

  test('fires once when clocks show the time twice', () => {
    expect(slots('30 1 * * *', '2026-11-01', '2026-11-02')).toEqual(['2026-11-01T05:30']);
    expect(slots('*/30 1 * * *', '2026-11-01', '2026-11-02')).toEqual([
      '2026-11-01T05:00',
      '2026-11-01T05:30',
    ]);
  });

  test('fires once, at the end of the jump, when clocks skip the time', () => {
    expect(slots('30 2 * * *', '2026-03-08', '2026-03-09')).toEqual(['2026-03-08T07:00']);
    expect(slots('0,15,30 2 * * *', '2026-03-08', '2026-03-09')).toEqual(['2026-03-08T07:00']);
  });

  test('goes on with its distance through both changes when it fires in every hour', () => {
    const through = (date: string) => slots('*/30 * * * *', `${date}T04:00Z`, `${date}T10:00Z`);
    expect(through('2026-11-01')).toHaveLength(12);
    expect(through('2026-03-08')).toHaveLength(12);
  });

  test('knows clocks that change by half an hour, and zones that skipped a whole day', () => {
    expect(slots('45 1 * * *', '2026-04-04T12:00Z', '2026-04-05T12:00Z', 'Australia/Lord_Howe')).toHaveLength(
      1,
    );
    expect(slots('0 12 30 12 *', '2011-12-28', '2012-01-02', 'Pacific/Apia')).toEqual(['2011-12-30T10:00']);
  });

  test('takes a window as [from, to)', () => {
    expect(slots('0 12 * * *', '2026-11-20T17:00Z', '2026-11-21T17:00Z')).toEqual(['2026-11-20T17:00']);
  });

  test('gives the same slots however the time is cut into windows', () => {
    const crons = fc.constantFrom('30 1 * * *', '30 2 * * *', '*/7 1-3 * * *', '*/20 * * * *', '0 */6 * * *');
    const starts = fc.constantFrom(Date.parse('2026-03-07T20:00Z'), Date.parse('2026-10-31T20:00Z'));
    const cuts = fc.array(fc.integer({ min: 1, max: 24 * HOUR - 1 }), { maxLength: 6 });
    fc.assert(
      fc.property(crons, starts, cuts, (cron, from, offsets) => {
        const edges = [0, ...offsets.sort((a, b) => a - b), 24 * HOUR].map((offset) => from + offset);
        const pieces = edges
          .slice(1)
          .flatMap((to, index) => listCronSlots(cron, NEW_YORK, { from: edges[index], to }));
        expect(pieces).toEqual(listCronSlots(cron, NEW_YORK, { from, to: from + 24 * HOUR }));
      }),
      { numRuns: 100 },
    );
  });
});

describe('planSlots', () => {
  const xnys = findCalendar('XNYS');
  const rules = { isPaused: false, calendar: xnys };
  const quotes = job('*/30 * * * *', { marketHoursOnly: 'XNYS' });
  const day = (date: string) => ({
    from: Date.parse(`${date}T05:00Z`),
    to: Date.parse(`${date}T05:00Z`) + 24 * HOUR,
  });

  test('fires within [open, close) of a session and says why not elsewhere', () => {
    const plan = planSlots(quotes, rules, day('2026-11-20'));
    expect(plan.fires).toHaveLength(13);
    expect(new Date(plan.fires[0]).toISOString()).toBe('2026-11-20T14:30:00.000Z');
    expect(plan.suppressed).toHaveLength(35);
    expect(plan.suppressed[0].reason).toBe('market closed');
  });

  test('names the holiday', () => {
    const plan = planSlots(quotes, rules, day('2026-11-26'));
    expect(plan.fires).toEqual([]);
    expect(plan.suppressed[0].reason).toMatch(/Thanksgiving/);
  });

  test('suppresses everything of a paused job', () => {
    const plan = planSlots(job('0 * * * *'), { ...rules, isPaused: true }, day('2026-11-20'));
    expect(plan.fires).toEqual([]);
    expect(plan.suppressed).toHaveLength(24);
    expect(plan.suppressed[0].reason).toBe('paused');
  });

  test('has nothing for a job that runs on demand', () => {
    const plan = planSlots(jobDefinition('backtest_run'), rules, day('2026-11-20'));
    expect(plan).toEqual({ fires: [], suppressed: [] });
  });
});

describe('selectMisfires', () => {
  const missed = [1_000, 2_000, 3_000];
  const withPolicy = (policy: JobDefinition['misfire']['policy']) =>
    job('* * * * *', { misfire: { policy, graceMs: 2_500 } });

  test.each([
    ['skip', []],
    ['latest', [3_000]],
    ['all', [2_000, 3_000]],
  ] as const)('makes up for %s', (policy, expected) => {
    expect(selectMisfires(withPolicy(policy), missed, 4_000)).toEqual(expected);
  });
});

describe('toSlotTaskId', () => {
  test('is the same everywhere, and fit for a queue', () => {
    expect(toSlotTaskId('cleanup', Date.parse('2026-11-20T14:30:00Z'))).toBe('cleanup@20261120T143000Z');
  });
});

describe('findNextFire', () => {
  const next = (definition: JobDefinition, after: string, isPaused = false) => {
    const fire = findNextFire(definition, planningRulesOf(definition, isPaused), Date.parse(after));
    return fire === undefined ? undefined : new Date(fire).toISOString().slice(0, 16);
  };

  test('looks beyond the slot that is now', () => {
    expect(next(job('30 17 * * *'), '2026-11-20T22:29:00Z')).toBe('2026-11-20T22:30');
    expect(next(job('30 17 * * *'), '2026-11-20T22:30:00Z')).toBe('2026-11-21T22:30');
    expect(next(job('0 22 * * 0'), '2026-11-23T12:00:00Z')).toBe('2026-11-30T03:00');
  });

  test('leaves out what is suppressed, and knows nothing of a job that is paused or on demand', () => {
    const quotes = job('* * * * *', { marketHoursOnly: 'XNYS' });
    expect(next(quotes, '2026-11-25T21:00:00Z')).toBe('2026-11-27T14:30');
    expect(next(quotes, '2026-11-25T21:00:00Z', true)).toBeUndefined();
    expect(next(jobDefinition('health_check'), '2026-11-25T21:00:00Z')).toBeUndefined();
  });
});
