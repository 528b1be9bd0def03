import { setTimeout } from 'node:timers/promises';
import { isFinal } from '#domain';
import {
  isRecordedBehind,
  type NewTask,
  type QueueName,
  type RunHistory,
  type Task,
  type TaskStore,
} from '#jobs';

/** Younger tasks may still be on their way into their queue. */
const SETTLED_MS = 10_000;
/** A worker that has not said so long that it has a task is gone. */
const SILENT_MS = 30_000;
const PAGE = 1_000;
/** A light task's job is over before its ending is told, which is tried every second while Redis is away. */
const SECOND_LOOK_MS = 1_200;

/** What housekeeping needs of the producer. */
export interface QueueKeeper {
  isQueued(taskId: string, queue: QueueName): Promise<boolean>;
  removeWaiting(taskId: string, queue: QueueName): Promise<boolean>;
  readd(task: NewTask): Promise<void>;
}

/** Brings tasks that are on record as unfinished, and that no queue knows, back into their queue. */
export class Housekeeping {
  constructor(
    private readonly history: RunHistory,
    private readonly store: TaskStore,
    private readonly queues: QueueKeeper,
    private readonly pageSize = PAGE,
    private readonly secondLookMs = SECOND_LOOK_MS,
  ) {}

  /** Gives the ids of the tasks that were added again. */
  async step(now: number): Promise<string[]> {
    const added: string[] = [];
    await this.eachPage('pendingBefore', now - SETTLED_MS, async (pending) => {
      added.push(...(await this.addLost(pending)));
    });
    await this.eachPage('runningBefore', now - SILENT_MS, async (running) => {
      added.push(...(await this.addLost(await filterAsync(running, (task) => this.isSilent(task, now)))));
    });
    return added;
  }

  /** All pages: the oldest tasks may well be in their queue and the lost ones behind them. */
  private async eachPage(
    list: 'pendingBefore' | 'runningBefore',
    instant: number,
    use: (page: Task[]) => Promise<void>,
  ): Promise<void> {
    let page = await this.history[list](instant, this.pageSize);
    while (page.length > 0) {
      await use(page);
      page = await this.history[list](instant, this.pageSize, page.at(-1));
    }
  }

  private async addLost(tasks: readonly Task[]): Promise<string[]> {
    const missed = await filterAsync(tasks, (task) => this.isLost(task));
    if (missed.some(isRecordedBehind)) await setTimeout(this.secondLookMs);
    const lost = await filterAsync(missed, (task) => this.isLost(task));
    for (const task of lost) await this.addAgain(task);
    return lost.map((task) => task.id);
  }

  private async isLost(task: Task): Promise<boolean> {
    return !(await this.queues.isQueued(task.id, task.queue)) && !(await this.hasEnded(task));
  }

  /** Of a light task the history hears afterwards. */
  private async hasEnded(task: Task): Promise<boolean> {
    const state = isRecordedBehind(task) ? await this.store.find(task.id) : undefined;
    return state !== undefined && isFinal(state.status);
  }

  private async isSilent(task: Task, now: number): Promise<boolean> {
    const heardAt = (await this.store.find(task.id))?.heartbeatAt;
    return heardAt === undefined || now - heardAt > SILENT_MS;
  }

  /** A job that has ended in its queue would keep the new one out. */
  private async addAgain(task: Task): Promise<void> {
    await this.queues.removeWaiting(task.id, task.queue);
    await this.queues.readd(task);
  }
}

async function filterAsync<Item>(
  items: readonly Item[],
  test: (item: Item) => Promise<boolean>,
): Promise<Item[]> {
  const verdicts = await Promise.all(items.map(test));
  return items.filter((_, index) => verdicts[index]);
}
