import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ScheduleRepository, SlotRepository } from '#database';
import { dateInZone } from '#domain';
import {
  CRON_JOBS,
  planSlots,
  SKIP_REASONS,
  toTimeline,
  type CronJob,
  type JobName,
  type PlanningWindow,
  type SuppressedSlot,
} from '#jobs';
import { Schedules } from '../../../apps/api/src/scheduler/schedules.service.js';
import { SlotEnqueuer, type EnqueuerStores } from '../../../apps/scheduler/src/slot-enqueuer.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NEW_YORK = 'America/New_York';
const FROM = Date.parse('2015-01-01T05:00:00Z');
const TO = Date.parse('2027-01-01T05:00:00Z');

/** Jobs with hundreds of slots a day: over all the years they are walked with BARKEEP_LONG=1, else over the last months. */
const FREQUENT: readonly JobName[] = ['stock_quotes', 'options_chain', 'cleanup'];
const FREQUENT_FROM = process.env.BARKEEP_LONG ? FROM : Date.parse('2026-09-01T05:00:00Z');
const RARE_JOBS = CRON_JOBS.filter(({ name }) => !FREQUENT.includes(name));

const project = resolve(import.meta.dirname, '../../..');
const reference = resolve(
  project,
  process.env.BARKEEP_REFERENCE ?? '../shared',
  'reference/nyse_calendar.csv',
);

const REASONS = ['fires', ...SKIP_REASONS];

/** A slot and what becomes of it as one number, so that millions of them are compared in a moment. */
const toCode = (slot: number, reason: string): number => slot * REASONS.length + REASONS.indexOf(reason);

/** What a scheduler does: by job, the codes of its slots. */
class Log {
  readonly codes = new Map<JobName, number[]>();

  readonly stores: EnqueuerStores = {
    sink: {
      plan: async ({ job, slot }) => {
        this.codesOf(job).push(toCode(slot ?? NaN, 'fires'));
        return true;
      },
    },
    schedules: { loadChanges: async () => new Map() },
    ledger: {
      loadNewest: async (jobs) => new Map(jobs.map((job) => [job, this.from - 1])),
      addSkipped: async (job: JobName, slots: readonly SuppressedSlot[]) => {
        for (const { slot, reason } of slots) this.codesOf(job).push(toCode(slot, reason));
      },
    },
  };

  constructor(private readonly from: number) {}

  /** Those of slots before the instant, rising; they are then forgotten. */
  take(job: JobName, before: number): number[] {
    const end = toCode(before, 'fires');
    const codes = this.codesOf(job);
    this.codes.set(
      job,
      codes.filter((code) => code >= end),
    );
    return codes.filter((code) => code < end).sort((one, other) => one - other);
  }

  private codesOf(job: JobName): number[] {
    let codes = this.codes.get(job);
    if (!codes) this.codes.set(job, (codes = []));
    return codes;
  }
}

const preview = new Schedules(
  { loadChanges: async () => new Map() } as unknown as ScheduleRepository,
  { listUnrun: async () => [] } as unknown as SlotRepository,
);

type Foresee = (job: CronJob, window: PlanningWindow) => Promise<number[]>;

/** As callers of the API are told. */
const byPreview: Foresee = async ({ name }, window) => {
  const { slots } = await preview.preview(window, name);
  return slots.map(({ slot, reason }) => toCode(Date.parse(slot), reason ?? 'fires'));
};

/** As the preview knows it, without the texts of nine million instants. */
const byPlan: Foresee = async (job, window) => {
  const { fires, suppressed } = planSlots(job, toTimeline(job), window);
  const codes = fires.map((slot) => toCode(slot, 'fires'));
  for (const { slot, reason } of suppressed) codes.push(toCode(slot, reason));
  return codes.sort((one, other) => one - other);
};

/** Lets a scheduler with a fake clock look every `stepMs`, and gives what it does week by week beside the preview. */
async function* walk(
  { from, to, stepMs }: PlanningWindow & { stepMs: number },
  foresee: Foresee,
  jobs: readonly CronJob[] = CRON_JOBS,
  leadMs?: number,
) {
  const log = new Log(from);
  const scheduler = new SlotEnqueuer(log.stores, jobs, leadMs);
  let now = from;
  for (let week = from; week < to; week += 7 * DAY) {
    const end = Math.min(week + 7 * DAY, to);
    for (; now < end; now += stepMs) await scheduler.step(now);
    for (const job of jobs)
      yield { done: log.take(job.name, end), previewed: await foresee(job, { from: week, to: end }) };
  }
}

/** The first code of either that the other does not have at its place, in words: thousands would drown it. */
function findDifference(one: readonly number[], other: readonly number[]): string[] | undefined {
  const length = Math.max(one.length, other.length);
  for (let index = 0; index < length; index += 1)
    if (one[index] !== other[index]) return [one[index], other[index]].map(toWords);
  return undefined;
}

function toWords(code: number | undefined): string {
  if (code === undefined) return 'nothing';
  const reason = REASONS[code % REASONS.length];
  return `${new Date(Math.floor(code / REASONS.length)).toISOString()} ${reason}`;
}

describe('the preview of schedules', () => {
  it('equals what a scheduler with a fake clock does from 2015 to 2026', async () => {
    const stepMs = 17 * HOUR;
    const walks = [
      walk({ from: FROM, to: FREQUENT_FROM, stepMs }, byPlan, RARE_JOBS, stepMs + 1),
      walk({ from: FREQUENT_FROM, to: TO, stepMs }, byPlan, CRON_JOBS, stepMs + 1),
    ];
    let slots = 0;
    for (const each of walks) {
      for await (const { done, previewed } of each) {
        slots += done.length;
        expect(findDifference(done, previewed)).toBeUndefined();
      }
    }
    expect(slots).toBeGreaterThan(process.env.BARKEEP_LONG ? 8_000_000 : 300_000);
  }, 300_000);

  it.each(['2026-03-08', '2026-11-01', '2026-11-26'])(
    'equals what it does as it really looks, every ten seconds, from %s on',
    async (date) => {
      const from = Date.parse(`${date}T05:00:00Z`);
      for await (const { done, previewed } of walk(
        { from, to: from + DAY + 2 * HOUR, stepMs: 10_000 },
        byPreview,
      )) {
        expect(findDifference(done, previewed)).toBeUndefined();
      }
    },
    60_000,
  );

  it.each([
    ['30 1 * * 0', '2026-03-08', '2026-03-08T06:30'],
    ['30 2 * * 0', '2026-03-08', '2026-03-08T07:00'],
    ['30 1 * * 0', '2026-11-01', '2026-11-01T05:30'],
    ['30 2 * * 0', '2026-11-01', '2026-11-01T07:30'],
  ])('of %s fires exactly once on %s, when clocks change', async (cron, date, fire) => {
    const job: CronJob = {
      ...CRON_JOBS[0],
      name: 'cleanup',
      trigger: { kind: 'cron', cron, timeZone: NEW_YORK },
    };
    const from = Date.parse(`${date}T00:00:00Z`);
    const log = new Log(from);
    const scheduler = new SlotEnqueuer(log.stores, [{ ...job, marketHoursOnly: false }]);
    for (let now = from; now < from + DAY; now += 10_000) await scheduler.step(now);
    const fires = log
      .take('cleanup', from + DAY)
      .map(toWords)
      .filter((words) => words.endsWith('fires'));
    expect(fires).toEqual([`${fire}:00.000Z fires`]);
  });

  (existsSync(reference) ? it : it.skip)(
    'has quotes on exactly the sessions of the published calendar (needs BARKEEP_REFERENCE)',
    async () => {
      const rows = readFileSync(reference, 'utf8').trim().split('\n').slice(1);
      const published = new Map(rows.map((row) => row.split(',') as [string, string]));
      const job = CRON_JOBS.find(({ name }) => name === 'options_chain')!;
      const counts = new Map<string, number>();
      for (let noon = FROM + 12 * HOUR; noon < TO; noon += DAY) counts.set(dateInZone(noon, NEW_YORK), 0);
      for (const fire of planSlots(job, toTimeline(job), { from: FROM, to: TO }).fires) {
        const date = dateInZone(fire, NEW_YORK);
        counts.set(date, (counts.get(date) ?? 0) + 1);
      }
      const differences: string[] = [];
      for (const [date, count] of counts) {
        const isWeekend = [0, 6].includes(new Date(date).getUTCDay());
        const kind = isWeekend ? 'closed' : (published.get(date) ?? 'full');
        const expected = { closed: 0, early: 42, full: 78 }[kind];
        if (count !== expected) differences.push(`${date}: ${count} for ${kind}`);
      }
      expect(counts.size).toBe(4_383);
      expect(differences).toEqual([]);
    },
    120_000,
  );
});
