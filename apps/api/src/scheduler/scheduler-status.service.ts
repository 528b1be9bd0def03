import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { dateInZone, marketPhaseAt, xnys, XNYS_HOURS, type TradingCalendar } from '#domain';
import { CRON_JOBS } from '#jobs';
import { JobProducer } from '#queue';
import { Heartbeats } from '#task-persistence';
import { toIso, toIsoOrNull } from '../tasks/instants.js';
import type { MarketStateDto, SchedulerStatusDto } from './scheduler-status.dto.js';

/** How the scheduler stands and what it has to do. */
@Injectable()
export class SchedulerStatus {
  constructor(
    @Inject(JobProducer) private readonly producer: JobProducer,
    @Inject(Heartbeats) private readonly heartbeats: Heartbeats,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** @throws BarkeepError STORE_UNAVAILABLE */
  async read(now: number): Promise<SchedulerStatusDto> {
    const [queues, schedulers, workers] = await Promise.all([
      this.producer.counts(),
      this.heartbeats.living('scheduler', now),
      this.heartbeats.living('worker', now),
    ]);
    return {
      status: schedulers.length > 0 ? 'running' : 'stopped',
      mode: this.config.SCHEDULER_MODE,
      timezone: this.config.MARKET_TIMEZONE,
      market: toMarketState(now),
      queues,
      workers: workers.length,
      scheduled_jobs: CRON_JOBS.length,
      // It has just answered.
      redis: 'healthy',
    };
  }
}

/** New York's market at an instant. */
export function toMarketState(now: number): MarketStateDto {
  const today = dateInZone(now, xnys.timeZone);
  const session = xnys.sessions(today, today).at(0);
  return {
    ...toHours(xnys, now),
    session: session
      ? {
          date: session.date,
          open: toIso(session.open),
          close: toIso(session.close),
          early_close: session.earlyClose,
        }
      : null,
    phase: marketPhaseAt(now),
    hours: Object.entries(XNYS_HOURS).map(([name, calendar]) => ({ name, ...toHours(calendar, now) })),
  };
}

function toHours(calendar: TradingCalendar, now: number) {
  return {
    is_open: calendar.isOpen(now),
    next_open: toIsoOrNull(calendar.nextOpen(now)),
    next_close: toIsoOrNull(calendar.nextClose(now)),
  };
}
