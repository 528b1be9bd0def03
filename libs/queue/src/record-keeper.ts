import { Logger } from '@nestjs/common';
import type { RunHistory, Task, TaskStore } from '#jobs';

/** A task that has not ended so long after it was asked for is on record as pending. */
export const RIPE_MS = 1_000;
const PAUSE_MS = 100;
const AWAY_MS = 1_000;
const BATCH = 1_000;
/**
 * While the history has not heard of every ending, tasks that wait are put on record so much later: in a backlog most of them
 * will have ended by then, and nothing has to be written twice.
 */
const PATIENCE_MS = 10_000;
/** What a process took that was lost is taken by another one after that. */
export const RECORD_LEASE_MS = 10_000;
/** Of what this process ended so many wait here at most; the store has all of them. */
const KEPT = 10_000;

/** Puts on record what began in the task store alone: many tasks with one statement, and none is forgotten before it stands. */
export class RecordKeeper {
  private readonly log = new Logger('RecordKeeper');
  private isOn = false;
  private work: Promise<void> = Promise.resolve();
  private wake: () => void = () => undefined;
  private ended: Task[] = [];

  constructor(
    private readonly history: Pick<RunHistory, 'record' | 'find'>,
    private readonly store: TaskStore,
  ) {}

  /** Records from now on, for as long as the process is up. */
  start(): void {
    if (this.isOn) return;
    this.isOn = true;
    this.work = this.keepOn();
  }

  /** Records what is due by now, and no more. */
  async stop(): Promise<void> {
    this.isOn = false;
    this.wake();
    await this.work;
  }

  /** Records soon a task that this process has ended. Should it be lost before, others do so after the lease. */
  keep(task: Task): void {
    if (this.ended.length < KEPT) this.ended.push(task);
  }

  /** Records the tasks that are due, of either kind at most a batch; gives how many. */
  async step(): Promise<number> {
    const own = this.ended.slice(0, BATCH);
    await this.record(own);
    this.ended = this.ended.slice(own.length);
    const others = await this.store.takeUnrecorded(BATCH, RECORD_LEASE_MS, PATIENCE_MS);
    await this.record(others);
    return own.length + others.length;
  }

  private async record(tasks: readonly Task[]): Promise<void> {
    if (tasks.length === 0) return;
    await this.history.record(tasks);
    await this.store.confirmRecorded(tasks);
  }

  /** The task as the history has it, which hears first what it does not know yet. */
  async find(taskId: string): Promise<Task | undefined> {
    const unrecorded = await this.store.findUnrecorded(taskId).catch(() => undefined);
    if (unrecorded) await this.history.record([unrecorded]);
    return this.history.find(taskId);
  }

  /** From now on the history decides what becomes of the task, as of any other. */
  async handOver(taskId: string): Promise<void> {
    const task = await this.store.handOver(taskId);
    if (task) await this.history.record([task]);
  }

  private async keepOn(): Promise<void> {
    let isAway = false;
    let wasOn = true;
    while (wasOn) {
      wasOn = this.isOn;
      try {
        const count = await this.step();
        isAway = false;
        if (count < BATCH && wasOn) await this.pause(PAUSE_MS);
        else wasOn ||= count >= BATCH;
      } catch (error) {
        if (!isAway) this.log.warn({ message: 'Tasks could not be put on record', err: error });
        isAway = true;
        if (wasOn) await this.pause(AWAY_MS);
      }
    }
  }

  private async pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
