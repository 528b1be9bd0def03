import {
  NO_PROGRESS,
  type NewTask,
  type Task,
  type TaskEnding,
  type TaskEvent,
  type TaskSnapshot,
} from '#jobs';

type Fields = Readonly<Record<string, string>>;

const number = (text: string | undefined): number | null =>
  text === undefined || text === '' ? null : Number(text);
const json = <Shape>(text: string | undefined): Shape | null => (text ? (JSON.parse(text) as Shape) : null);

const DONE: TaskSnapshot['progress'] = {
  ...NO_PROGRESS,
  percent: 100,
  message: 'Done',
  stage: 'done',
  etaSeconds: 0,
};

/** The fields that a new task starts with, name and value by turns. */
export function toNewFields(task: NewTask): string[] {
  return [
    ...['job', task.job, 'queue', task.queue, 'slot', task.slot === null ? '' : String(task.slot)],
    ...['submitter', task.submitter, 'created_at', String(task.createdAt), 'status', 'pending'],
  ];
}

/** What else is kept of a task that the history does not have. */
export function toBehindFields({ payload, replayOf }: NewTask): string[] {
  return ['behind', '1', 'payload', JSON.stringify(payload), 'replay_of', replayOf ?? ''];
}

/** Whose share of a queue a task is. */
export function shareOf({ queue, submitter }: Pick<NewTask, 'queue' | 'submitter'>): string {
  return `${queue} ${submitter}`;
}

/** For a script: how many, then those. */
export function listOf(values: readonly string[]): (string | number)[] {
  return [values.length, ...values];
}

/** How an event bears on the life of its task. */
export type EventKind = 'live' | 'pause' | 'final';

export function kindOf(event: TaskEvent): EventKind {
  if (event.event === 'progress' || event.event === 'partial') return 'live';
  return event.event === 'retrying' ? 'pause' : 'final';
}

/** What an event changes in the state, name and value by turns. */
export function toChangedFields(event: TaskEvent): string[] {
  switch (event.event) {
    case 'progress':
      return ['progress', JSON.stringify(event.progress)];
    case 'partial':
      return [];
    case 'retrying':
      return ['status', 'pending', 'worker', ''];
    default: {
      const { status, outcome, error, summary, finishedAt } = event.ending;
      return [
        ...['status', status, 'outcome', outcome ?? '', 'finished_at', String(finishedAt)],
        ...['error', error ? JSON.stringify(error) : '', 'summary', summary ? JSON.stringify(summary) : ''],
      ];
    }
  }
}

/** The state of a task out of its fields; undefined when they don't say which job it is. */
export function toSnapshot(id: string, fields: Fields): TaskSnapshot | undefined {
  if (!fields.job) return undefined;
  const status = fields.status as TaskSnapshot['status'];
  const first = fields.ending ? 1 : 0;
  return {
    id,
    job: fields.job as TaskSnapshot['job'],
    queue: fields.queue as TaskSnapshot['queue'],
    slot: number(fields.slot),
    submitter: fields.submitter,
    status,
    outcome: (fields.outcome || null) as TaskSnapshot['outcome'],
    attempt: Number(fields.attempt || first),
    fence: Number(fields.fence || first),
    cancelRequested: fields.cancel_requested === '1',
    keepPartial: fields.keep_partial === '1',
    worker: fields.worker || null,
    progress:
      json<TaskSnapshot['progress']>(fields.progress) ?? (status === 'completed' ? DONE : NO_PROGRESS),
    error: json(fields.error),
    summary: json(fields.summary),
    createdAt: Number(fields.created_at),
    startedAt: number(fields.started_at),
    finishedAt: number(fields.finished_at),
    ...json<Partial<TaskEnding>>(fields.ending),
    seq: Number(fields.seq ?? 0),
    heartbeatAt: fields.last_at === undefined ? undefined : Number(fields.last_at),
  };
}

/** The fields that make a task for the history. */
export const RECORDED_FIELDS = [
  ...[
    'job',
    'queue',
    'slot',
    'submitter',
    'status',
    'outcome',
    'attempt',
    'fence',
    'cancel_requested',
    'keep_partial',
  ],
  ...['worker', 'error', 'summary', 'created_at', 'started_at', 'finished_at', 'payload', 'replay_of'],
  'ending',
] as const;

/** The task for the history out of the values of `RECORDED_FIELDS`; undefined when the state is gone. */
export function toRecorded(id: string, values: readonly (string | null)[]): Task | undefined {
  const fields: Record<string, string> = {};
  RECORDED_FIELDS.forEach((name, place) => (fields[name] = values[place] ?? ''));
  const snapshot = toSnapshot(id, fields);
  if (!snapshot) return undefined;
  const { seq: _seq, heartbeatAt: _heartbeatAt, ...task } = snapshot;
  return { ...task, payload: json<object>(fields.payload) ?? {}, replayOf: fields.replay_of || null };
}
