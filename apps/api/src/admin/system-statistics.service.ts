import { Inject, Injectable } from '@nestjs/common';
import { TaskArchive } from '#database';
import { JOB_NAMES, QUEUE_TABLE, RUN_HISTORY, type RunHistory } from '#jobs';
import { JobProducer, type QueueCounts } from '#queue';
import { Heartbeats } from '#task-persistence';
import { toStatistics } from '../backtest/backtest-statistics.service.js';
import { toIso } from '../tasks/instants.js';
import type { QueueDto, QueuesDto } from './queues.dto.js';
import type { SystemStatisticsDto } from './statistics.dto.js';
import { takesFrom } from './takes-from.js';

const depthOf = ({ waiting, delayed }: QueueCounts): number => waiting + delayed;

/** Seconds until so many tasks are done; null where nobody can tell. */
function toEta(tasks: number, perSecond: number | null): number | null {
  if (tasks === 0) return 0;
  return perSecond === null ? null : Math.ceil(tasks / perSecond);
}

/** Figures over everything: tasks of all jobs, queues, workers. */
@Injectable()
export class SystemStatistics {
  constructor(
    @Inject(RUN_HISTORY) private readonly history: RunHistory,
    @Inject(JobProducer) private readonly producer: JobProducer,
    @Inject(Heartbeats) private readonly heartbeats: Heartbeats,
    @Inject(TaskArchive) private readonly archive: TaskArchive,
  ) {}

  async read(): Promise<SystemStatisticsDto> {
    const now = Date.now();
    const [all, perJob, queues, workers] = await Promise.all([
      this.history.statistics(JOB_NAMES, now),
      Promise.all(JOB_NAMES.map((job) => this.history.statistics([job], now))),
      this.producer.counts().catch(() => null),
      this.heartbeats.living('worker', now).catch(() => null),
    ]);
    const depth = queues && Object.values(queues).reduce((sum, counts) => sum + depthOf(counts), 0);
    return {
      timestamp: toIso(now),
      tasks: toStatistics(all, depth),
      // A queue holds several jobs; which of them wait is not counted apart.
      jobs: Object.fromEntries(JOB_NAMES.map((job, index) => [job, toStatistics(perJob[index], null)])),
      queues,
      workers: workers && workers.length,
    };
  }

  /** @throws BarkeepError STORE_UNAVAILABLE */
  async queues(): Promise<QueuesDto> {
    const now = Date.now();
    const [counts, pace, living] = await Promise.all([
      this.producer.counts(),
      this.archive.paceByQueue(now),
      this.heartbeats.living('worker', now),
    ]);
    const queues = QUEUE_TABLE.map(({ name, summary }): QueueDto => {
      const { due = 0, oldestWaitMs = null, finishedLastHour = 0, perSecond = null } = pace.get(name) ?? {};
      const { waiting, active, paused } = counts[name];
      const workers = living.filter((worker) => takesFrom(worker, name)).length;
      const isWorkedOn = workers > 0 && !paused;
      return {
        ...{ name, summary, ...counts[name], workers },
        oldest_wait_ms: oldestWaitMs,
        finished_last_hour: finishedLastHour,
        // What is due may still stand among what is delayed, and light tasks are on record later than they wait.
        eta_seconds: toEta(Math.max(waiting, due) + active, isWorkedOn ? perSecond : null),
      };
    });
    return { count: queues.length, queues };
  }

  /** @throws BarkeepError STORE_UNAVAILABLE */
  async queue(name: string): Promise<QueueDto> {
    const found = (await this.queues()).queues.find((queue) => queue.name === name);
    if (!found) throw new Error(`no queue named ${name}`);
    return found;
  }
}
