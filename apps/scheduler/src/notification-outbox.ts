import type { AppConfig } from '#config';
import type { NotificationRepository } from '#database';
import { dateInZone, xnys, type FinalStatus } from '#domain';
import type { JobName, NewTask, NotificationPayload, Task } from '#jobs';
import type { Freshness } from '#market-data';
import {
  NOTIFY_PREFIX,
  toNotificationTask,
  toStaleNotifications,
  toTaskNotification,
} from './notification-bodies.js';

/** An ending may be committed so long after the instant that it carries, and still be told. */
const LATE_COMMIT_MS = 3_600_000;
/** After a longer silence of all schedulers what ended before is no news. */
const LONGEST_OUTAGE_MS = 7 * 86_400_000;
/** How fresh data are is asked no more often than this. */
const FRESHNESS_MS = 60_000;
const PAGE = 100;
/** Parts of another task that tells for them, and what tells itself. */
const SILENT_JOBS: readonly JobName[] = ['notification', 'optimise_trials'];
const STATUSES: Readonly<Record<'failed' | 'completed', readonly FinalStatus[]>> = {
  failed: ['failed', 'timeout'],
  completed: ['completed'],
};

function isEnding(word: AppConfig['NOTIFY_ON'][number]): word is keyof typeof STATUSES {
  return word in STATUSES;
}

export interface OutboxStores {
  endings: Pick<NotificationRepository, 'loadCursor' | 'moveCursor' | 'forgetCursor' | 'listUntold'>;
  freshness: { check(now: number): Promise<readonly Freshness[]> };
  /** Puts a task on record, and into its queue then or later; false where there is one of that id. */
  sink: { plan(task: NewTask): Promise<boolean> };
}

/**
 * Makes a task out of everything that is to be told. Its id follows from what it tells, so however often and by however
 * many schedulers it is looked, it is told by one task, which is tried again and kept like any other.
 */
export class NotificationOutbox {
  private freshnessAt = -Infinity;

  constructor(
    private readonly stores: OutboxStores,
    private readonly config: Pick<AppConfig, 'NOTIFY_URL' | 'NOTIFY_ON'>,
  ) {}

  /** Gives how many notifications are new. @param now UTC ms. */
  async step(now: number): Promise<number> {
    if (!this.config.NOTIFY_URL) {
      await this.stores.endings.forgetCursor();
      return 0;
    }
    return (await this.tellEndings(now)) + (await this.tellStale(now));
  }

  private async tellEndings(now: number): Promise<number> {
    const { endings } = this.stores;
    const { NOTIFY_ON: wanted } = this.config;
    const statuses = wanted.flatMap((word) => (isEnding(word) ? STATUSES[word] : []));
    const { begunAt, seenTo } = await endings.loadCursor(now);
    const since = Math.max(begunAt, seenTo - LATE_COMMIT_MS, now - LONGEST_OUTAGE_MS);
    let created = 0;
    for (let isDone = statuses.length === 0; !isDone;) {
      const page = await endings.listUntold({
        since,
        statuses,
        except: SILENT_JOBS,
        prefix: NOTIFY_PREFIX,
        limit: PAGE,
      });
      const planned = page.map((task) => this.plan(task.id, toTaskNotification(task), now));
      created += (await Promise.all(planned)).filter(Boolean).length;
      isDone = page.length < PAGE;
    }
    await endings.moveCursor(now);
    return created;
  }

  /** Of each dataset that has something late, once a day. */
  private async tellStale(now: number): Promise<number> {
    if (!this.config.NOTIFY_ON.includes('stale') || now - this.freshnessAt < FRESHNESS_MS) return 0;
    this.freshnessAt = now;
    const today = dateInZone(now, xnys.timeZone);
    const planned = toStaleNotifications(await this.stores.freshness.check(now), now).map((payload) =>
      this.plan(`stale-${payload.data.dataset}-${today}`, payload, now),
    );
    return (await Promise.all(planned)).filter(Boolean).length;
  }

  private plan(about: Task['id'], payload: NotificationPayload, createdAt: number): Promise<boolean> {
    return this.stores.sink.plan(toNotificationTask(about, payload, createdAt));
  }
}
