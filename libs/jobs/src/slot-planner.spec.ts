import fc from 'fast-check';
import type { JobDefinition } from './job-definition.js';
import { jobDefinition } from './job-registry.js';
import type { CronJob } from './job-views.js';
import { listCronSlots } from './cron-slots.js';
import { toTimeline, type ScheduleChange } from './schedule-timeline.js';
import { findNextFire, findSuppression, planSlots, selectMisfires, toSlotTaskId } from './slot-planner.js';

const NEW_YORK = 'America/New_York';
const HOUR = 3_600_000;

function job(cron: string, changes: Partial<JobDefinition> = {}): CronJob {
  const row = { ...jobDefinition('cleanup'), ...changes, name: 'cleanup' } as const;
  return { ...row, trigger: { kind: 'cron', cron, timeZone: NEW_YORK } };
}

function change(at: string, paused: boolean, cron?: string): ScheduleChange {
  const trigger = cron === undefined ? null : { cron, timeZone: NEW_YORK };
  return { job: 'cleanup', paused, trigger, changedBy: 'me', changedAt: Date.parse(at) };
}

const stamp = (slot: number) => new Date(slot).toISOString().slice(0, 16);

function slots(cron: string, from: string, to: string, timeZone = NEW_YORK): string[] {
  const window = { from: Date.parse(from), to: Date.parse(to) };
  return listCronSlots(cron, timeZone, window).slots.map(stamp);
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

  test('says where it would have fired had the clocks not been changed', () => {
    const lost = (cron: string, date: string) => {
      const window = { from: Date.parse(`${date}T00:00Z`), to: Date.parse(`${date}T24:00Z`) };
      return listCronSlots(cron, NEW_YORK, window).lost.map(stamp);
    };
    expect(lost('30 1 * * *', '2026-11-01')).toEqual(['2026-11-01T06:30']);
    expect(lost('0,15,30 2 * * *', '2026-03-08')).toEqual(['2026-03-08T07:15', '2026-03-08T07:30']);
    expect(lost('*/30 * * * *', '2026-03-08')).toEqual([]);
    expect(lost('30 2 * * *', '2026-03-09')).toEqual([]);
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
          .map((to, index) => listCronSlots(cron, NEW_YORK, { from: edges[index], to }));
        const whole = listCronSlots(cron, NEW_YORK, { from, to: from + 24 * HOUR });
        expect(pieces.flatMap((piece) => piece.slots)).toEqual(whole.slots);
        expect(pieces.flatMap((piece) => piece.lost)).toEqual(whole.lost);
      }),
      { numRuns: 100 },
    );
  });
});

describe('planSlots', () => {
  const quotes = job('*/30 * * * *', { marketHoursOnly: 'XNYS' });
  const plan = (planned: CronJob, date: string, changes: ScheduleChange[] = []) => {
    const from = Date.parse(`${date}T05:00Z`);
    return planSlots(planned, toTimeline(planned, changes), { from, to: from + 24 * HOUR });
  };
  const reasons = (suppressed: readonly { reason: string; detail: string | null }[]) => [
    ...new Set(suppressed.map(({ reason, detail }) => `${reason}: ${detail}`)),
  ];

  test('fires within [open, close) of a session and says why not elsewhere', () => {
    const { fires, suppressed } = plan(quotes, '2026-11-20');
    expect(fires).toHaveLength(13);
    expect(stamp(fires[0])).toBe('2026-11-20T14:30');
    expect(suppressed).toHaveLength(35);
    expect(reasons(suppressed)).toEqual(['market_closed: null']);
  });

  test('names the holiday, the short day and the late opening', () => {
    const holiday = plan(quotes, '2026-11-26');
    expect([holiday.fires, reasons(holiday.suppressed)]).toEqual([[], ['holiday: Thanksgiving Day']]);
    expect(reasons(plan(quotes, '2026-11-28').suppressed)).toEqual(['market_closed: no session']);
    const short = plan(quotes, '2026-11-27').suppressed.filter(({ reason }) => reason === 'early_close');
    expect([short.length, stamp(short[0].slot), short[0].detail]).toEqual([
      ...[6, '2026-11-27T18:00', 'Day after Thanksgiving'],
    ]);
    const late = plan(quotes, '2002-09-11').suppressed.filter(({ reason }) => reason === 'late_open');
    expect([late.length, late[0].detail]).toEqual([5, 'Anniversary of September 11']);
  });

  test('suppresses the slots of a pause, and no slot before or after it', () => {
    const paused = [change('2026-11-20T08:00Z', true), change('2026-11-20T10:30Z', false)];
    const { fires, suppressed } = plan(job('0 * * * *'), '2026-11-20', paused);
    expect(suppressed.map(({ slot, reason }) => `${stamp(slot)} ${reason}`)).toEqual([
      ...['2026-11-20T08:00 paused', '2026-11-20T09:00 paused', '2026-11-20T10:00 paused'],
    ]);
    expect(fires).toHaveLength(21);
  });

  test('follows a changed cron from the instant of the change on', () => {
    const hourly = job('0 * * * *');
    const changed = [change('2026-11-20T08:00Z', false, '0 0 * * *'), change('2026-11-20T20:30Z', false)];
    expect(plan(hourly, '2026-11-20', changed).fires.map(stamp)).toEqual([
      ...['2026-11-20T05:00', '2026-11-20T06:00', '2026-11-20T07:00', '2026-11-20T21:00'],
      ...['2026-11-20T22:00', '2026-11-20T23:00', '2026-11-21T00:00', '2026-11-21T01:00'],
      ...['2026-11-21T02:00', '2026-11-21T03:00', '2026-11-21T04:00'],
    ]);
    const timeline = toTimeline(hourly, changed);
    expect(findSuppression(hourly, timeline, Date.parse('2026-11-20T09:00Z'))?.reason).toBe('rescheduled');
    expect(findSuppression(hourly, timeline, Date.parse('2026-11-20T07:00Z'))).toBeUndefined();
  });

  test('lists what clocks changed', () => {
    const nightly = plan(job('30 1 * * *'), '2026-11-01');
    expect(nightly.fires.map(stamp)).toEqual(['2026-11-01T05:30']);
    expect(reasons(nightly.suppressed)).toEqual(['clock_change: America/New_York']);
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
  const next = (planned: CronJob, after: string, changes: ScheduleChange[] = []) => {
    const fire = findNextFire(planned, toTimeline(planned, changes), Date.parse(after));
    return fire === undefined ? undefined : stamp(fire);
  };

  test('looks beyond the slot that is now', () => {
    expect(next(job('30 17 * * *'), '2026-11-20T22:29:00Z')).toBe('2026-11-20T22:30');
    expect(next(job('30 17 * * *'), '2026-11-20T22:30:00Z')).toBe('2026-11-21T22:30');
    expect(next(job('0 22 * * 0'), '2026-11-23T12:00:00Z')).toBe('2026-11-30T03:00');
    expect(next(job('0 0 29 2 *'), '2026-11-23T12:00:00Z')).toBe('2028-02-29T05:00');
  });

  test('leaves out what is suppressed, and knows nothing of a job that is paused', () => {
    const quotes = job('* * * * *', { marketHoursOnly: 'XNYS' });
    expect(next(quotes, '2026-11-25T21:00:00Z')).toBe('2026-11-27T14:30');
    expect(next(quotes, '2026-11-25T21:00:00Z', [change('2026-11-25T00:00Z', true)])).toBeUndefined();
  });
});
