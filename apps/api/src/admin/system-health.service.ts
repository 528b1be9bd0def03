import { Inject, Injectable } from '@nestjs/common';
import { DatabaseHealth, TaskArchive } from '#database';
import type { HealthCheckPort } from '#observability';
import { QUEUE_NAMES } from '#jobs';
import { FreshnessService } from '#market-data';
import { JobProducer } from '#queue';
import { RedisHealth } from '#redis';
import { Heartbeats } from '#task-persistence';
import { API_VERSION } from '../home/api-version.js';
import { toIso } from '../tasks/instants.js';
import type {
  ComponentHealthDto,
  ComponentsHealthDto,
  ComponentState,
  SystemHealthDto,
} from './health.dto.js';
import { takesFrom } from './takes-from.js';

const CHECK_TIMEOUT_MS = 2_000;
/** What a check asks beside its own component has to leave it time to answer without. */
const ASIDE_TIMEOUT_MS = 1_000;
const AWAY: ComponentHealthDto = { status: 'unhealthy', message: 'does not answer' };

/** Without these nothing works; without the others less does. */
const VITAL: readonly (keyof ComponentsHealthDto)[] = ['api', 'redis', 'database'];

export function overallStatus(components: ComponentsHealthDto): ComponentState {
  if (VITAL.some((name) => components[name].status === 'unhealthy')) return 'unhealthy';
  return Object.values(components).every(({ status }) => status === 'healthy') ? 'healthy' : 'degraded';
}

/** The answer of a question, or the other one when it fails or takes too long. Reasons stay in the log of the stores' rooms. */
async function ask<Answer>(
  check: () => Promise<Answer>,
  otherwise: Answer,
  timeoutMs: number,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), timeoutMs);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}

const attempt = (check: () => Promise<ComponentHealthDto>): Promise<ComponentHealthDto> =>
  ask(check, AWAY, CHECK_TIMEOUT_MS);

/** How every component stands, as far as this process can see. */
@Injectable()
export class SystemHealth {
  constructor(
    @Inject(RedisHealth) private readonly redis: HealthCheckPort,
    @Inject(DatabaseHealth) private readonly database: HealthCheckPort,
    @Inject(JobProducer) private readonly producer: JobProducer,
    @Inject(Heartbeats) private readonly heartbeats: Heartbeats,
    @Inject(FreshnessService) private readonly freshness: FreshnessService,
    @Inject(TaskArchive) private readonly archive: TaskArchive,
  ) {}

  async read(): Promise<SystemHealthDto> {
    const [redis, database, celery, scheduler, data] = await Promise.all([
      attempt(() => this.store(this.redis)),
      attempt(() => this.store(this.database)),
      attempt(() => this.queues()),
      attempt(() => this.scheduler()),
      attempt(() => this.marketData()),
    ]);
    const components = { api: this.api(), redis, celery, database, scheduler, market_data: data };
    return { timestamp: toIso(Date.now()), overall_status: overallStatus(components), components };
  }

  private api(): ComponentHealthDto {
    const details = { version: API_VERSION, uptime_seconds: Math.round(process.uptime()) };
    return { status: 'healthy', details };
  }

  private async store(port: HealthCheckPort): Promise<ComponentHealthDto> {
    return { status: 'healthy', details: (await port.check()) ?? {} };
  }

  private async queues(): Promise<ComponentHealthDto> {
    const now = Date.now();
    const [queues, workers, pace] = await Promise.all([
      this.producer.counts(),
      this.heartbeats.living('worker', now),
      ask(() => this.archive.paceByQueue(now), null, ASIDE_TIMEOUT_MS),
    ]);
    const details = { workers: workers.length, queues };
    if (workers.length === 0)
      return { status: 'degraded', message: 'no worker was heard lately; tasks wait', details };
    // Only workers take out of what is delayed whatever has come due: without one it does not count as waiting.
    const deserted = QUEUE_NAMES.filter(
      (name) =>
        (queues[name].waiting > 0 || (pace?.get(name)?.due ?? 0) > 0) &&
        !workers.some((worker) => takesFrom(worker, name)),
    );
    if (deserted.length === 0) return { status: 'healthy', details };
    const message = `jobs wait in ${deserted.join(', ')}, and no worker takes them`;
    return { status: 'degraded', message, details };
  }

  private async scheduler(): Promise<ComponentHealthDto> {
    const [latest] = await this.heartbeats.living('scheduler', Date.now());
    if (!latest) return { status: 'degraded', message: 'no scheduler was heard lately; nothing is planned' };
    return { status: 'healthy', details: { name: latest.name, heard_at: toIso(latest.heardAt) } };
  }

  private async marketData(): Promise<ComponentHealthDto> {
    const found = await this.freshness.recent(Date.now());
    const late = found.filter(({ isFresh }) => !isFresh);
    const datasets = [...new Set(late.map(({ dataset }) => dataset))];
    const details = { checked: found.length, late: late.length, datasets };
    if (late.length === 0) return { status: 'healthy', details };
    return { status: 'degraded', message: `the newest is late: ${datasets.join(', ')}`, details };
  }
}
