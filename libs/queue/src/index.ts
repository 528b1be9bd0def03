export { QueueWorker, type QueueWorkerOptions } from './bullmq/queue-worker.js';
export { TaskQueues, type QueueCounts } from './bullmq/task-queues.js';
export { ControlChannel, type ControlMessage } from './control-channel.js';
export { JobProducer } from './job-producer.js';
export { QueueModule } from './queue.module.js';
export { QueueWorkerModule, type QueueWorkerModuleOptions } from './queue-worker.module.js';
export { JobRunner, type JobRunnerOptions, type Verdict } from './run/job-runner.js';
export { TaskCancellation, type Cancellation } from './task-cancellation.js';
