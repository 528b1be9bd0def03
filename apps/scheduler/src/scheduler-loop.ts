import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Interval, SchedulerRegistry } from '@nestjs/schedule';
import { APP_CONFIG, type AppConfig } from '#config';
import {
  AlertRepository,
  NotificationRepository,
  ScheduleRepository,
  SlotRepository,
  TaskArchive,
} from '#database';
import { RUN_HISTORY, TASK_STORE, type RunHistory, type TaskStore } from '#jobs';
import { FreshnessService } from '#market-data';
import { clearGauge, setGauge } from '#observability';
import { JobProducer, RecordKeeper } from '#queue';
import { Heartbeats } from '#task-persistence';
import { AlertWatch } from './alerts/alert-watch.js';
import { Housekeeping } from './housekeeping.js';
import { NotificationOutbox } from './notification-outbox.js';
import { OneAtATime } from './one-at-a-time.js';
import { ScheduleWatch } from './schedule-watch.js';
import { SlotEnqueuer } from './slot-enqueuer.js';
import { TimedSink } from './timed-sink.js';

const PLANNING = { name: 'planning', everyMs: 10_000 };
const HOUSEKEEPING = { name: 'housekeeping', everyMs: 15_000 };
const WATCH = { name: 'watch', everyMs: 30_000 };
const NOTIFYING = { name: 'notifying', everyMs: 10_000 };

/** Plans slots, keeps house and watches for as long as the application is up, for the first time as soon as it is. */
@Injectable()
export class SchedulerLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Scheduler');
  private readonly planning: OneAtATime;
  private readonly housekeeping: OneAtATime;
  private readonly watch: OneAtATime;
  private readonly notifying: OneAtATime;
  private readonly timed: TimedSink;

  constructor(
    @Inject(RUN_HISTORY) history: RunHistory,
    @Inject(TASK_STORE) store: TaskStore,
    @Inject(JobProducer) producer: JobProducer,
    @Inject(RecordKeeper) private readonly records: RecordKeeper,
    @Inject(ScheduleRepository) schedules: ScheduleRepository,
    @Inject(SlotRepository) ledger: SlotRepository,
    @Inject(SchedulerRegistry) private readonly registry: SchedulerRegistry,
    @Inject(NotificationRepository) endings: NotificationRepository,
    @Inject(FreshnessService) freshness: FreshnessService,
    @Inject(AlertRepository) alerts: AlertRepository,
    @Inject(TaskArchive) archive: TaskArchive,
    @Inject(Heartbeats) heartbeats: Heartbeats,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    const { SCHEDULER_MODE: mode } = config;
    const simple: SlotEnqueuer[] = [];
    this.timed = new TimedSink(producer, registry, (task, error) => {
      this.log.warn({ message: 'A slot could not be queued', task: task.id, err: error });
      for (const enqueuer of simple) enqueuer.replan(task.job, task.slot ?? 0);
    });
    if (mode !== 'distributed') simple.push(new SlotEnqueuer({ sink: this.timed, schedules, ledger }));
    const distributed = mode === 'simple' ? [] : [new SlotEnqueuer({ sink: producer, schedules, ledger })];
    const enqueuers = [...distributed, ...simple];
    const housekeeping = new Housekeeping(history, store, producer);
    const watch = new ScheduleWatch({ schedules, ledger });
    const alertWatch = new AlertWatch({ alerts, archive, heartbeats, sink: producer }, config);
    const outbox = new NotificationOutbox({ endings, freshness, sink: producer }, config);
    this.planning = this.steps('Planning', async () => {
      for (const enqueuer of enqueuers) {
        const planned = await enqueuer.step(Date.now());
        if (planned.length > 0) this.log.debug({ message: 'Planned', tasks: planned });
      }
    });
    this.housekeeping = this.steps('Housekeeping', async () => {
      const added = await housekeeping.step(Date.now());
      if (added.length > 0) this.log.warn({ message: 'Tasks were missing in their queues', tasks: added });
    });
    this.notifying = this.steps('The search for what is to be notified', async () => {
      const count = await outbox.step(Date.now());
      if (count > 0) this.log.debug({ message: 'Notifications', count });
    });
    this.watch = this.steps('The watch over schedules', async () => {
      clearGauge('barkeep_schedule_late_seconds');
      const late = await watch.step(Date.now());
      for (const { job, slot, lateMs, isUnplanned } of late) {
        setGauge('barkeep_schedule_late_seconds', { job }, lateMs / 1_000);
        const reason = isUnplanned ? 'nobody planned it' : 'no worker takes it';
        this.log.warn({ message: `The schedule of ${job} is late: ${reason}`, slot: new Date(slot) });
        if (isUnplanned) for (const enqueuer of enqueuers) enqueuer.replan(job, slot);
      }
      const open = await alertWatch.step(late, Date.now());
      clearGauge('barkeep_alerts');
      for (const { rule, subject } of open) setGauge('barkeep_alerts', { rule, subject }, 1);
    });
  }

  @Interval(PLANNING.name, PLANNING.everyMs)
  plan(): void {
    this.planning.turn();
  }

  @Interval(HOUSEKEEPING.name, HOUSEKEEPING.everyMs)
  keepHouse(): void {
    this.housekeeping.turn();
  }

  @Interval(WATCH.name, WATCH.everyMs)
  lookAfterSchedules(): void {
    this.watch.turn();
  }

  @Interval(NOTIFYING.name, NOTIFYING.everyMs)
  notify(): void {
    this.notifying.turn();
  }

  onApplicationBootstrap(): void {
    this.plan();
    this.keepHouse();
    this.notify();
    this.records.start();
  }

  /** No further turns, then the end of those that run: before anything closes that they use. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const { name } of [PLANNING, HOUSEKEEPING, WATCH, NOTIFYING]) {
      // There is none where the start was refused half-way.
      if (this.registry.doesExist('interval', name)) this.registry.deleteInterval(name);
    }
    const steps = [this.planning, this.housekeeping, this.watch, this.notifying];
    await Promise.all(steps.map((step) => step.idle()));
    this.timed.close();
    await this.records.stop();
  }

  private steps(name: string, step: () => Promise<void>): OneAtATime {
    return new OneAtATime(step, (error) => this.log.warn({ message: `${name} failed`, err: error }));
  }
}
