import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { beforeScrape, clearGauge, setGauge } from '#observability';
import { SystemStatistics } from './system-statistics.service.js';
import { WorkerList } from './worker-list.service.js';

const STATES = ['waiting', 'active', 'delayed', 'failed', 'completed'] as const;

/** States how queues and workers stand whenever Prometheus asks. */
@Injectable()
export class Figures implements OnApplicationBootstrap {
  constructor(
    @Inject(SystemStatistics) private readonly statistics: SystemStatistics,
    @Inject(WorkerList) private readonly workers: WorkerList,
  ) {}

  onApplicationBootstrap(): void {
    beforeScrape('queues', () => this.tellQueues());
    beforeScrape('workers', () => this.tellWorkers());
  }

  private async tellQueues(): Promise<void> {
    for (const figures of (await this.statistics.queues()).queues) {
      const { name: queue } = figures;
      for (const state of STATES) setGauge('barkeep_queue_jobs', { queue, state }, figures[state]);
      setGauge('barkeep_queue_oldest_wait_seconds', { queue }, (figures.oldest_wait_ms ?? 0) / 1_000);
      setGauge('barkeep_queue_workers', { queue }, figures.workers);
      setGauge('barkeep_queue_paused', { queue }, Number(figures.paused));
    }
  }

  private async tellWorkers(): Promise<void> {
    const { workers } = await this.workers.read();
    clearGauge('barkeep_workers');
    for (const state of new Set(workers.map((worker) => worker.state))) {
      setGauge('barkeep_workers', { state }, workers.filter((worker) => worker.state === state).length);
    }
  }
}
