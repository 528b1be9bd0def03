import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { always, dateInZone, findCalendar, type TradingCalendar } from '#domain';
import { CRON_JOBS } from '#jobs';
import { JobProducer } from '#queue';
import { Heartbeats } from '#task-persistence';
import { toIso, toIsoOrNull } from '../tasks/instants.js';
import type { MarketStateDto, SchedulerStatusDto } from './scheduler-status.dto.js';

/** The market that schedules refer to. */
const MARKET = 'XNYS';

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
      timezone: this.config.MARKET_TIMEZONE,
      market: toMarketState(findCalendar(MARKET) ?? always, now),
      queues,
      workers: workers.length,
      scheduled_jobs: CRON_JOBS.length,
      // It has just answered.
      redis: 'healthy',
    };
  }
}

export function toMarketState(calendar: TradingCalendar, now: number): MarketStateDto {
  const today = dateInZone(now, calendar.timeZone);
  const session = calendar.sessions(today, today).at(0);
  return {
    is_open: calendar.isOpen(now),
    session: session
      ? {
          date: session.date,
          open: toIso(session.open),
          close: toIso(session.close),
          early_close: session.earlyClose,
        }
      : null,
    next_open: toIsoOrNull(calendar.nextOpen(now)),
    next_close: toIsoOrNull(calendar.nextClose(now)),
  };
}
