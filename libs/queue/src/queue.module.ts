import { Global, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { RUN_HISTORY, TASK_STORE, type RunHistory, type TaskStore } from '#jobs';
import { RedisConnections, RedisModule } from '#redis';
import { TaskQueues } from './bullmq/task-queues.js';
import { ControlChannel } from './control-channel.js';
import { JobProducer } from './job-producer.js';
import { TaskCancellation } from './task-cancellation.js';
import { within } from './within.js';

/** A Redis that is away must not keep a process from ending. */
const CLOSE_MS = 2_000;

/**
 * Adding, counting and cancelling tasks. The application binds RUN_HISTORY and TASK_STORE
 * (DatabaseModule and TaskPersistenceModule are global).
 */
@Global()
@Module({
  imports: [RedisModule],
  providers: [
    {
      provide: TaskQueues,
      inject: [RedisConnections],
      useFactory: (connections: RedisConnections) => {
        const log = new Logger('Queues');
        return new TaskQueues(connections, (error) => log.debug(error.message));
      },
    },
    {
      provide: ControlChannel,
      inject: [RedisConnections],
      useFactory: (connections: RedisConnections) => new ControlChannel(connections),
    },
    {
      provide: JobProducer,
      inject: [RUN_HISTORY, TASK_STORE, TaskQueues],
      useFactory: (history: RunHistory, store: TaskStore, queues: TaskQueues) =>
        new JobProducer(history, store, queues),
    },
    {
      provide: TaskCancellation,
      inject: [RUN_HISTORY, TASK_STORE, JobProducer, ControlChannel],
      useFactory: (history: RunHistory, store: TaskStore, producer: JobProducer, control: ControlChannel) =>
        new TaskCancellation(history, store, producer, control),
    },
  ],
  exports: [TaskQueues, ControlChannel, JobProducer, TaskCancellation],
})
export class QueueModule implements OnApplicationShutdown {
  constructor(@Inject(TaskQueues) private readonly queues: TaskQueues) {}

  async onApplicationShutdown(): Promise<void> {
    await within(this.queues.close(), CLOSE_MS);
  }
}
