import { Inject, Injectable } from '@nestjs/common';
import { JOB_NAMES, QUEUE_TABLE, RUN_HISTORY, type RunHistory } from '#jobs';
import { JobProducer, type QueueCounts } from '#queue';
import { Heartbeats } from '#task-persistence';
import { toStatistics } from '../backtest/backtest-statistics.service.js';
import { toIso } from '../tasks/instants.js';
import type { QueuesDto, SystemStatisticsDto } from './statistics.dto.js';

const depthOf = ({ waiting, delayed }: QueueCounts): number => waiting + delayed;

/** Figures over everything: tasks of all jobs, queues, workers. */
@Injectable()
export class SystemStatistics {
  constructor(
    @Inject(RUN_HISTORY) private readonly history: RunHistory,
    @Inject(JobProducer) private readonly producer: JobProducer,
    @Inject(Heartbeats) private readonly heartbeats: Heartbeats,
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
    const counts = await this.producer.counts();
    const queues = QUEUE_TABLE.map(({ name, summary }) => ({ name, summary, ...counts[name] }));
    return { count: queues.length, queues };
  }
}
