import type { Schemas } from '../api/client.js';

type Slot = Schemas['PreviewedSlot'];
type Run = Schemas['ScheduleRun'];

/** What became, or will become, of a slot. */
export type Fate =
  'done' | 'incomplete' | 'failed' | 'running' | 'waiting' | 'ahead' | 'left out' | 'not run';

export interface DayMark {
  job: string;
  /** UTC milliseconds. */
  at: number;
  fate: Fate;
  /** Why it was left out, or how it went wrong. */
  reason: string | null;
}

const FATES: Readonly<Partial<Record<Run['status'], Fate>>> = {
  pending: 'waiting',
  running: 'running',
  failed: 'failed',
  timeout: 'failed',
  cancelled: 'failed',
  skipped: 'left out',
};

function fateOf({ status, outcome }: Run, isAhead: boolean): Fate {
  if (status === 'pending' && isAhead) return 'ahead';
  if (outcome === 'skipped') return 'left out';
  return FATES[status] ?? (outcome === 'ok' || outcome === null ? 'done' : 'incomplete');
}

/** Why it is not as it should be, where that is on record. */
export function reasonOf({ error, detail, reason, result }: Run): string | null {
  const said = error?.message ?? detail ?? reason ?? result?.['reason'];
  return typeof said === 'string' ? said.replaceAll('_', ' ') : null;
}

/** The slots of a day with what is on record of each; what is on record beats what the calendar says. */
export function toDayMarks(
  slots: readonly Slot[],
  runsOf: ReadonlyMap<string, readonly Run[]>,
  now: number,
): DayMark[] {
  const known = new Map<string, Run>();
  for (const [job, runs] of runsOf)
    for (const run of runs) if (run.slot) known.set(`${job} ${run.slot}`, run);
  return slots.map(({ job, slot, fires, reason, detail }) => {
    const at = Date.parse(slot);
    const run = known.get(`${job} ${slot}`);
    if (run) {
      return { job, at, fate: fateOf(run, at > now), reason: reasonOf(run) };
    }
    if (!fires) return { job, at, fate: 'left out', reason: detail ?? reason?.replaceAll('_', ' ') ?? null };
    return { job, at, fate: at > now ? 'ahead' : 'not run', reason: null };
  });
}

/** Slots of a job in a row that were left out for the same reason. */
export interface LeftOut {
  job: string;
  reason: string;
  from: number;
  to: number;
  count: number;
}

/** Suppressed fires, those that follow one another joined; the order of the marks is kept. */
export function joinLeftOut(marks: readonly DayMark[]): LeftOut[] {
  const joined: LeftOut[] = [];
  const open = new Map<string, LeftOut>();
  for (const { job, at, fate, reason } of marks) {
    const last = open.get(job);
    if (fate !== 'left out') open.delete(job);
    else if (last && last.reason === reason) {
      last.to = at;
      last.count++;
    } else {
      const next = { job, reason: reason ?? 'no reason on record', from: at, to: at, count: 1 };
      open.set(job, next);
      joined.push(next);
    }
  }
  return joined;
}
