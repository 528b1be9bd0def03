import { Global, Module } from '@nestjs/common';
import {
  RUN_HISTORY,
  TASK_STORE,
  TRACEPARENT,
  type RunHistory,
  type TaskStore,
  type Traceparent,
} from '#jobs';
import { RedisConnections, RedisModule } from '#redis';
import { QUEUE_IMPORTS, taskQueuesProvider } from './bullmq/queue-imports.js';
import { TaskQueues } from './bullmq/task-queues.js';
import { ControlChannel } from './control-channel.js';
import { JobProducer } from './job-producer.js';
import { RecordKeeper } from './record-keeper.js';
import { TaskCancellation } from './task-cancellation.js';
import { WorkerControl } from './worker-control.js';

/**
 * Adding, counting and cancelling tasks. The application binds RUN_HISTORY and TASK_STORE
 * (DatabaseModule and TaskPersistenceModule are global).
 */
@Global()
@Module({
  imports: [RedisModule, ...QUEUE_IMPORTS],
  providers: [
    taskQueuesProvider,
    {
      provide: ControlChannel,
      inject: [RedisConnections],
      useFactory: (connections: RedisConnections) => new ControlChannel(connections),
    },
    {
      provide: WorkerControl,
      inject: [ControlChannel],
      useFactory: (channel: ControlChannel) => new WorkerControl(channel),
    },
    {
      provide: JobProducer,
      inject: [RUN_HISTORY, TASK_STORE, TaskQueues, { token: TRACEPARENT, optional: true }],
      useFactory: (
        history: RunHistory,
        store: TaskStore,
        queues: TaskQueues,
        traceparent: Traceparent | undefined,
      ) => new JobProducer(history, store, queues, Date.now, traceparent),
    },
    {
      provide: TaskCancellation,
      inject: [RUN_HISTORY, TASK_STORE, JobProducer, ControlChannel, RecordKeeper],
      useFactory: (
        history: RunHistory,
        store: TaskStore,
        producer: JobProducer,
        control: ControlChannel,
        records: RecordKeeper,
      ) => new TaskCancellation(history, store, producer, control, records),
    },
    {
      provide: RecordKeeper,
      inject: [RUN_HISTORY, TASK_STORE],
      useFactory: (history: RunHistory, store: TaskStore) => new RecordKeeper(history, store),
    },
  ],
  exports: [
    ...[...QUEUE_IMPORTS, TaskQueues, ControlChannel, JobProducer, RecordKeeper],
    ...[TaskCancellation, WorkerControl],
  ],
})
export class QueueModule {}
