import { isFinal } from '#domain';
import {
  NO_PROGRESS,
  type CreatedTask,
  type FirstEnding,
  type NewTask,
  type NumberedTaskEvent,
  type Task,
  type TaskEvent,
  type TaskSnapshot,
  type TaskStore,
} from '#jobs';

type Listener = (event: NumberedTaskEvent) => void;

/** Live task state for tests: what Redis does, in a Map, with `keep` events of each task. */
export class MemoryTaskStore implements TaskStore {
  readonly events = new Map<string, NumberedTaskEvent[]>();
  private readonly tasks = new Map<string, TaskSnapshot>();
  private readonly listeners = new Map<string, Set<Listener>>();

  constructor(
    private readonly keep = Infinity,
    /** Whether an event reaches the listeners; those that don't are kept all the same. */
    private readonly isHeard: (event: NumberedTaskEvent) => boolean = () => true,
  ) {}

  create(task: NewTask): Promise<CreatedTask> {
    const { payload: _payload, ...members } = task;
    this.tasks.set(task.id, {
      ...members,
      status: 'pending',
      outcome: null,
      attempt: 0,
      fence: 0,
      cancelRequested: false,
      keepPartial: false,
      worker: null,
      progress: NO_PROGRESS,
      error: null,
      summary: null,
      startedAt: null,
      finishedAt: null,
      seq: 0,
    });
    this.events.set(task.id, []);
    return Promise.resolve({ isNew: true, share: 1 });
  }

  open(taskId: string): Promise<{ spentMs: number }> {
    this.change(taskId, { status: 'running', attempt: 1, startedAt: Date.now() });
    return Promise.resolve({ spentMs: 0 });
  }

  append(taskId: string, _fence: number, event: TaskEvent): Promise<number> {
    const task = this.tasks.get(taskId)!;
    const numbered = { ...event, taskId, seq: task.seq + 1, at: Date.now(), attempt: 1 };
    this.change(taskId, { seq: numbered.seq, ...changeOf(event) });
    this.events.set(taskId, [...this.events.get(taskId)!, numbered].slice(-this.keep));
    if (this.isHeard(numbered)) for (const listener of this.listeners.get(taskId) ?? []) listener(numbered);
    return Promise.resolve(numbered.seq);
  }

  endFirst(): FirstEnding {
    return { sent: Promise.resolve(), hasEnded: Promise.resolve(false) };
  }

  takeUnrecorded(): Promise<Task[]> {
    return Promise.resolve([]);
  }

  confirmRecorded(): Promise<void> {
    return Promise.resolve();
  }

  findUnrecorded(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  handOver(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  find(taskId: string): Promise<TaskSnapshot | undefined> {
    return Promise.resolve(this.tasks.get(taskId));
  }

  eventsAfter(taskId: string, seq: number): Promise<NumberedTaskEvent[] | undefined> {
    const kept = this.events.get(taskId) ?? [];
    const newest = this.tasks.get(taskId)?.seq ?? 0;
    const after = kept.filter((event) => event.seq > seq);
    return Promise.resolve(newest - seq === after.length ? after : undefined);
  }

  watch(taskId: string, listener: Listener): Promise<() => Promise<void>> {
    const listeners = this.listeners.get(taskId) ?? new Set();
    this.listeners.set(taskId, listeners.add(listener));
    return Promise.resolve(() => Promise.resolve(void listeners.delete(listener)));
  }

  watchers(taskId: string): number {
    return this.listeners.get(taskId)?.size ?? 0;
  }

  requestCancel(taskId: string, keepPartial: boolean): Promise<void> {
    this.change(taskId, { cancelRequested: true, keepPartial });
    return Promise.resolve();
  }

  active(): Promise<TaskSnapshot[]> {
    return Promise.resolve([...this.tasks.values()].filter((task) => !isFinal(task.status)).reverse());
  }

  remove(taskId: string): Promise<void> {
    this.tasks.delete(taskId);
    this.events.delete(taskId);
    return Promise.resolve();
  }

  heartbeat(): Promise<{ state: 'unknown' }> {
    return Promise.resolve({ state: 'unknown' });
  }

  prune(): Promise<number> {
    return Promise.resolve(0);
  }

  private change(taskId: string, members: Partial<TaskSnapshot>): void {
    const task = this.tasks.get(taskId);
    if (task) this.tasks.set(taskId, { ...task, ...members });
  }
}

function changeOf(event: TaskEvent): Partial<TaskSnapshot> {
  if (event.event === 'progress') return { progress: event.progress };
  if (event.event === 'partial') return {};
  if (event.event === 'retrying') return { status: 'pending' };
  const { status, outcome, error, summary, finishedAt } = event.ending;
  return { status, outcome, error, summary, finishedAt };
}
