import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { RUN_HISTORY, TASK_STORE, type RunHistory, type TaskStore } from '#jobs';
import { JobProducer } from '#queue';
import { Housekeeping } from './housekeeping.js';
import { Repeating } from './repeating.js';
import { SlotEnqueuer } from './slot-enqueuer.js';

const PLANNING_PAUSE_MS = 10_000;
const HOUSEKEEPING_PAUSE_MS = 15_000;

/** Plans slots and keeps house for as long as the application is up. */
@Injectable()
export class SchedulerLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Scheduler');
  private readonly loops: Repeating[];

  constructor(
    @Inject(RUN_HISTORY) history: RunHistory,
    @Inject(TASK_STORE) store: TaskStore,
    @Inject(JobProducer) producer: JobProducer,
  ) {
    const enqueuer = new SlotEnqueuer(producer);
    const housekeeping = new Housekeeping(history, store, producer);
    this.loops = [
      this.repeat('Planning', PLANNING_PAUSE_MS, async () => {
        const planned = await enqueuer.step(Date.now());
        if (planned.length > 0) this.log.debug({ message: 'Planned', tasks: planned });
      }),
      this.repeat('Housekeeping', HOUSEKEEPING_PAUSE_MS, async () => {
        const added = await housekeeping.step(Date.now());
        if (added.length > 0) this.log.warn({ message: 'Tasks were missing in their queues', tasks: added });
      }),
    ];
  }

  onApplicationBootstrap(): void {
    this.loops.forEach((loop) => loop.start());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  private repeat(name: string, pauseMs: number, step: () => Promise<void>): Repeating {
    return new Repeating(step, pauseMs, (error) => this.log.warn({ message: `${name} failed`, err: error }));
  }
}
