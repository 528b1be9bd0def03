import type { AppConfig } from '#config';
import type { Alert, AlertRepository, TaskArchive } from '#database';
import type { NewTask } from '#jobs';
import type { Heartbeats } from '#task-persistence';
import { toAlertNotification, toNotificationTask } from '../notification-bodies.js';
import type { LateSchedule } from '../schedule-watch.js';
import { judge, type AlertThresholds, type Picture } from './alert-rules.js';

const HOUR_MS = 3_600_000;

export interface AlertStores {
  alerts: Pick<AlertRepository, 'settle'>;
  archive: Pick<TaskArchive, 'countByJob' | 'paceByQueue'>;
  heartbeats: Pick<Heartbeats, 'living'>;
  /** Puts a task on record, and into its queue then or later; false where there is one of that id. */
  sink: { plan(task: NewTask): Promise<boolean> };
}

/**
 * Judges by the table of rules how things are. What is not well is on record from its beginning to its end, and each is told
 * once, by tasks whose ids follow from the record.
 */
export class AlertWatch {
  constructor(
    private readonly stores: AlertStores,
    private readonly config: AlertThresholds & Pick<AppConfig, 'NOTIFY_URL' | 'NOTIFY_ON'>,
  ) {}

  /** Gives what is not well. @param now UTC ms. */
  async step(late: readonly LateSchedule[], now: number): Promise<Alert[]> {
    const firing = judge(await this.look(late, now), this.config);
    const alerts = await this.stores.alerts.settle(firing, now);
    if (this.config.NOTIFY_URL && this.config.NOTIFY_ON.includes('alert')) await this.tell(alerts);
    return alerts.filter(({ endedAt }) => endedAt === null);
  }

  private async look(late: readonly LateSchedule[], now: number): Promise<Picture> {
    const { archive, heartbeats } = this.stores;
    const [endings, pace, workers] = await Promise.all([
      archive.countByJob(now - HOUR_MS),
      archive.paceByQueue(now),
      heartbeats.living('worker', now),
    ]);
    const waits = new Map([...pace].map(([queue, { oldestWaitMs }]) => [queue, oldestWaitMs]));
    const attended = workers.flatMap(({ facts }) => (facts?.paused ? [] : (facts?.queues ?? [])));
    return { endings, waits, attended: new Set<string>(attended), late };
  }

  private async tell(alerts: readonly Alert[]): Promise<void> {
    const { sink } = this.stores;
    for (const alert of alerts) {
      const about = `alert-${alert.id}`;
      await sink.plan(toNotificationTask(about, toAlertNotification(alert, 'alert.begun'), alert.begunAt));
      if (alert.endedAt === null) continue;
      await sink.plan(
        toNotificationTask(`${about}-over`, toAlertNotification(alert, 'alert.over'), alert.endedAt),
      );
    }
  }
}
