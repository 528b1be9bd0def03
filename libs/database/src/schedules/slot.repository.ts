import { Inject, Injectable } from '@nestjs/common';
import type { JobOutcome, TaskStatus } from '#domain';
import {
  SKIP_REASONS,
  type JobName,
  type PlanningWindow,
  type SuppressedSlot,
  type Suppression,
  type TaskError,
} from '#jobs';
import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { Database } from '../database.js';
import { skippedSlots, tasks } from '../schema/index.js';

/** The newest run of a job that a slot started. Instants are UTC milliseconds. */
export interface LastRun {
  taskId: string;
  slot: number;
  status: TaskStatus;
  outcome: JobOutcome | null;
}

/** A run of a job, or a slot that had none. */
export interface SlotRun {
  /** Its slot; when it was asked for, where it has none. */
  at: number;
  slot: number | null;
  /** Null where there was no run. */
  taskId: string | null;
  status: TaskStatus | 'skipped';
  outcome: JobOutcome | null;
  attempt: number;
  worker: string | null;
  startedAt: number | null;
  finishedAt: number | null;
  error: TaskError | null;
  summary: Readonly<Record<string, unknown>> | null;
  /** Why the slot was not run. */
  skipped: Suppression | null;
}

/** A handler may have reasons of its own, which are no reasons of the schedule. */
const knownReasons = sql.param([...SKIP_REASONS]);

/** What became of the slots of schedules: the tasks that they started, and those that were left out. */
@Injectable()
export class SlotRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Writes down why slots have no task; those that have one, or are written down, stay as they are. */
  async addSkipped(job: JobName, slots: readonly SuppressedSlot[]): Promise<void> {
    if (slots.length === 0) return;
    const column = <Name extends keyof SuppressedSlot>(name: Name) => slots.map((slot) => slot[name]);
    const instants = column('slot').map((slot) => new Date(slot).toISOString());
    await this.database.query((queries) =>
      queries.execute(sql`
        insert into skipped_slots (job, slot, reason, detail)
        select ${job}, s.slot, s.reason, s.detail
        from unnest(${sql.param(instants)}::timestamptz[], ${sql.param(column('reason'))}::text[],
                    ${sql.param(column('detail'))}::text[]) as s (slot, reason, detail)
        where not exists (select from tasks t where t.job = ${job} and t.slot = s.slot)
        on conflict do nothing`),
    );
  }

  /** The newest slot of each job that is written down, run or not; none for a job that never was planned. */
  loadNewest(jobs: readonly JobName[]): Promise<Map<JobName, number>> {
    return this.database.query(async (queries) => {
      const { rows } = await queries.execute<{ job: JobName; slot: string }>(sql`
        select j.job, extract(epoch from greatest(
          (select max(slot) from tasks where job = j.job and slot is not null),
          (select max(slot) from skipped_slots where job = j.job))) * 1000 as slot
        from unnest(${sql.param([...jobs])}::text[]) as j(job)`);
      return new Map(
        rows.filter(({ slot }) => slot !== null).map(({ job, slot }) => [job, Number(slot)] as const),
      );
    });
  }

  /** By job: the newest slot that is written down, and the oldest that has passed and whose task has not begun. */
  loadStand(
    jobs: readonly JobName[],
    now: number,
  ): Promise<Map<JobName, { newest: number | undefined; oldestWaiting: number | undefined }>> {
    return this.database.query(async (queries) => {
      const newest = await this.loadNewest(jobs);
      const { rows } = await queries.execute<{ job: JobName; slot: string }>(sql`
        select job, extract(epoch from min(slot)) * 1000 as slot from tasks
        where finished_at is null and status = 'pending' and attempt = 0
          and slot < ${new Date(now).toISOString()}::timestamptz
        group by job`);
      const waiting = new Map(rows.map(({ job, slot }) => [job, Number(slot)] as const));
      return new Map(
        jobs.map((job) => [job, { newest: newest.get(job), oldestWaiting: waiting.get(job) }] as const),
      );
    });
  }

  /** When the newest run of the job that brought something began, UTC ms. */
  findLastSuccess(job: JobName): Promise<number | undefined> {
    return this.database.query(async (queries) => {
      const [row] = await queries
        .select({ startedAt: tasks.startedAt })
        .from(tasks)
        .where(and(eq(tasks.job, job), inArray(tasks.outcome, ['ok', 'partial'])))
        .orderBy(desc(tasks.createdAt))
        .limit(1);
      return row?.startedAt ?? undefined;
    });
  }

  /** By job; none for one that no slot has started yet. */
  lastRuns(jobs: readonly JobName[]): Promise<Map<JobName, LastRun>> {
    return this.database.query(async (queries) => {
      const { rows } = await queries.execute<LastRunRow>(sql`
        select j.job, t.id, extract(epoch from t.slot) * 1000 as slot, t.status, t.outcome
        from unnest(${sql.param([...jobs])}::text[]) as j(job)
        cross join lateral (
          select * from tasks where job = j.job and slot is not null and started_at is not null
          order by slot desc limit 1
        ) t`);
      return new Map(
        rows.map(({ job, id, slot, status, outcome }) => [
          job,
          { taskId: id, slot: Number(slot), status, outcome },
        ]),
      );
    });
  }

  /** Slots in the window that were planned and yet not run, with the reason. */
  listUnrun({ from, to }: PlanningWindow): Promise<(SuppressedSlot & { job: JobName })[]> {
    const window = sql`slot >= ${new Date(from).toISOString()}::timestamptz
      and slot < ${new Date(to).toISOString()}::timestamptz`;
    return this.database.query(async (queries) => {
      const { rows } = await queries.execute<SkippedRow>(sql`
        select job, extract(epoch from slot) * 1000 as slot,
          summary->>'reason' as reason, summary->>'detail' as detail
        from tasks where outcome = 'skipped' and summary->>'reason' = any(${knownReasons}) and ${window}
        union all
        select job, extract(epoch from slot) * 1000, reason, detail
        from skipped_slots where reason = 'misfire' and ${window}`);
      return rows.map((row) => ({ ...row, slot: Number(row.slot) }));
    });
  }

  /** Runs of a job and slots that had none, newest first; those before the instant where it is given. */
  listRuns(job: JobName, limit: number, before = Infinity): Promise<SlotRun[]> {
    const end = Number.isFinite(before) ? new Date(before).toISOString() : 'infinity';
    return this.database.query(async (queries) => {
      const { rows } = await queries.execute<SlotRunRow>(sql`
        select extract(epoch from at) * 1000 as at, extract(epoch from slot) * 1000 as slot, id, status, outcome,
          attempt, worker, extract(epoch from started_at) * 1000 as started_at,
          extract(epoch from finished_at) * 1000 as finished_at, error_code, error_message, summary, reason, detail
        from (
          select coalesce(slot, created_at) as at, slot, id, status, outcome, attempt, worker, started_at, finished_at,
            error_code, error_message, summary,
            case when outcome = 'skipped' and summary->>'reason' = any(${knownReasons}) then summary->>'reason' end
              as reason,
            summary->>'detail' as detail
          from tasks where job = ${job}
          union all
          select slot, slot, null, 'skipped', null, 0, null, null, null, null, null, null, reason, detail
          from skipped_slots s where job = ${job}
            and not exists (select from tasks t where t.job = s.job and t.slot = s.slot)
        ) runs
        where at < ${end}::timestamptz
        order by at desc limit ${limit}`);
      return rows.map(toSlotRun);
    });
  }

  /** Removes what was written down of slots before the instant; gives how many. */
  removeSkippedBefore(instant: number): Promise<number> {
    return this.database.query(async (queries) => {
      return (await queries.delete(skippedSlots).where(lt(skippedSlots.slot, instant))).rowCount ?? 0;
    });
  }
}

type LastRunRow = {
  job: JobName;
  id: string;
  slot: string;
  status: TaskStatus;
  outcome: JobOutcome | null;
};

type SkippedRow = { job: JobName; slot: string; reason: Suppression['reason']; detail: string | null };

type SlotRunRow = {
  at: string;
  slot: string | null;
  id: string | null;
  status: TaskStatus | 'skipped';
  outcome: JobOutcome | null;
  attempt: number;
  worker: string | null;
  started_at: string | null;
  finished_at: string | null;
  error_code: TaskError['code'] | null;
  error_message: string | null;
  summary: Record<string, unknown> | null;
  reason: Suppression['reason'] | null;
  detail: string | null;
};

const toInstant = (text: string | null): number | null => (text === null ? null : Number(text));

function toSlotRun(row: SlotRunRow): SlotRun {
  const { id, status, outcome, attempt, worker, error_code: code, summary, reason, detail } = row;
  return {
    at: Number(row.at),
    slot: toInstant(row.slot),
    ...{ taskId: id, status, outcome, attempt, worker, summary },
    startedAt: toInstant(row.started_at),
    finishedAt: toInstant(row.finished_at),
    error: code === null ? null : { code, message: row.error_message ?? '' },
    skipped: reason === null ? null : { reason, detail },
  };
}
