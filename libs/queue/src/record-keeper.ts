import { Logger } from '@nestjs/common';
import type { RunHistory, Task, TaskStore } from '#jobs';

/** A task that has not ended so long after it was asked for is on record as pending. */
export const RIPE_MS = 1_000;
const PAUSE_MS = 100;
const AWAY_MS = 1_000;
const BATCH = 1_000;
/** What a process took that was lost is taken by another one after that. */
const LEASE_MS = 10_000;

/** Puts on record what began in the task store alone: many tasks with one statement, and none is forgotten before it stands. */
export class RecordKeeper {
  private readonly log = new Logger('RecordKeeper');
  private isOn = false;
  private work: Promise<void> = Promise.resolve();
  private wake: () => void = () => undefined;

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

  /** Records the tasks that are due, at most a batch of them; gives how many. */
  async step(): Promise<number> {
    const tasks = await this.store.takeUnrecorded(BATCH, LEASE_MS);
    if (tasks.length === 0) return 0;
    await this.history.record(tasks);
    await this.store.confirmRecorded(tasks);
    return tasks.length;
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
        else wasOn ||= count === BATCH;
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
