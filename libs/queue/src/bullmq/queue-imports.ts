import { BullModule, getQueueToken, type RegisterQueueOptions } from '@nestjs/bullmq';
import type { DynamicModule, FactoryProvider } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { QUEUE_NAMES, type QueueName } from '#jobs';
import { KEY_PREFIX, RedisConnections, RedisModule } from '#redis';
import type { JobData } from './job-data.js';
import { TaskQueues } from './task-queues.js';

/**
 * The queue library makes one attempt only: how often a task is tried is counted in its durable record, which outlives
 * the queue. How long ended jobs are kept its workers say.
 */
function toQueueOptions(name: QueueName): RegisterQueueOptions {
  return { name, defaultJobOptions: { attempts: 1 } };
}

/** The queues of the table, all on the one connection that answers while Redis is away. */
export const QUEUE_IMPORTS: DynamicModule[] = [
  BullModule.forRootAsync({
    imports: [RedisModule],
    inject: [RedisConnections],
    useFactory: (connections: RedisConnections) => ({
      connection: connections.queue(),
      prefix: KEY_PREFIX,
    }),
  }),
  BullModule.registerQueue(...QUEUE_NAMES.map(toQueueOptions)),
];

export const taskQueuesProvider: FactoryProvider<TaskQueues> = {
  provide: TaskQueues,
  inject: QUEUE_NAMES.map((name) => getQueueToken(name)),
  useFactory: (...queues: Queue<JobData>[]) => new TaskQueues(queues),
};
