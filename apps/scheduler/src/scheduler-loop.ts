import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Interval, SchedulerRegistry } from '@nestjs/schedule';
import { ScheduleRepository, SlotRepository } from '#database';
import { RUN_HISTORY, TASK_STORE, type RunHistory, type TaskStore } from '#jobs';
import { JobProducer } from '#queue';
import { Housekeeping } from './housekeeping.js';
import { OneAtATime } from './one-at-a-time.js';
import { SlotEnqueuer } from './slot-enqueuer.js';

const PLANNING = { name: 'planning', everyMs: 10_000 };
const HOUSEKEEPING = { name: 'housekeeping', everyMs: 15_000 };

/** Plans slots and keeps house for as long as the application is up, for the first time as soon as it is. */
@Injectable()
export class SchedulerLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Scheduler');
  private readonly planning: OneAtATime;
  private readonly housekeeping: OneAtATime;

  constructor(
    @Inject(RUN_HISTORY) history: RunHistory,
    @Inject(TASK_STORE) store: TaskStore,
    @Inject(JobProducer) producer: JobProducer,
    @Inject(ScheduleRepository) schedules: ScheduleRepository,
    @Inject(SlotRepository) ledger: SlotRepository,
    @Inject(SchedulerRegistry) private readonly registry: SchedulerRegistry,
  ) {
    const enqueuer = new SlotEnqueuer({ sink: producer, schedules, ledger });
    const housekeeping = new Housekeeping(history, store, producer);
    this.planning = this.steps('Planning', async () => {
      const planned = await enqueuer.step(Date.now());
      if (planned.length > 0) this.log.debug({ message: 'Planned', tasks: planned });
    });
    this.housekeeping = this.steps('Housekeeping', async () => {
      const added = await housekeeping.step(Date.now());
      if (added.length > 0) this.log.warn({ message: 'Tasks were missing in their queues', tasks: added });
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

  onApplicationBootstrap(): void {
    this.plan();
    this.keepHouse();
  }

  /** No further turns, then the end of those that run: before anything closes that they use. */
  async beforeApplicationShutdown(): Promise<void> {
    this.registry.deleteInterval(PLANNING.name);
    this.registry.deleteInterval(HOUSEKEEPING.name);
    await Promise.all([this.planning.idle(), this.housekeeping.idle()]);
  }

  private steps(name: string, step: () => Promise<void>): OneAtATime {
    return new OneAtATime(step, (error) => this.log.warn({ message: `${name} failed`, err: error }));
  }
}
