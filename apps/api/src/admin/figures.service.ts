import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { FreshnessService, listOldestLate } from '#market-data';
import { beforeScrape, clearGauge, setGauge } from '#observability';
import { SystemStatistics } from './system-statistics.service.js';
import { WorkerList } from './worker-list.service.js';

const STATES = ['waiting', 'active', 'delayed', 'failed', 'completed'] as const;

/** States how queues, workers and data stand whenever Prometheus asks. */
@Injectable()
export class Figures implements OnApplicationBootstrap {
  constructor(
    @Inject(SystemStatistics) private readonly statistics: SystemStatistics,
    @Inject(WorkerList) private readonly workers: WorkerList,
    @Inject(FreshnessService) private readonly freshness: FreshnessService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    beforeScrape('queues', () => this.tellQueues());
    beforeScrape('workers', () => this.tellWorkers());
    beforeScrape('freshness', () => this.tellFreshness());
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

  private async tellFreshness(): Promise<void> {
    const stale = new Map<string, number>();
    const now = Date.now();
    const found = await this.freshness.recent(now);
    for (const { dataset, isFresh } of found)
      stale.set(dataset, (stale.get(dataset) ?? 0) + Number(!isFresh));
    clearGauge('barkeep_stale_subjects');
    for (const [dataset, count] of stale) setGauge('barkeep_stale_subjects', { dataset }, count);
    clearGauge('barkeep_stale_age_seconds');
    for (const { dataset, symbol, newest } of listOldestLate(found, this.config.FRESHNESS_METRIC_SYMBOLS)) {
      const age = newest === null ? Infinity : (now - newest) / 1_000;
      setGauge('barkeep_stale_age_seconds', { dataset, symbol: symbol ?? '' }, age);
    }
  }
}
