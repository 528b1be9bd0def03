export { createProcessor, type QueueProcessor } from './bullmq/queue-processor.js';
export { type QueueCounts } from './bullmq/task-queues.js';
export { JobProducer } from './job-producer.js';
export { QueueModule } from './queue.module.js';
export { processorToken, QueueWorkerModule, type QueueWorkerModuleOptions } from './queue-worker.module.js';
export { JobRunner, type JobRunnerOptions, type Verdict } from './run/job-runner.js';
export { TaskCancellation, type Cancellation } from './task-cancellation.js';
