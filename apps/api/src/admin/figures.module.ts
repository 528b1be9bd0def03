import { Module } from '@nestjs/common';
import { DatabaseModule } from '#database';
import { QueueModule } from '#queue';
import { TasksModule } from '../tasks/tasks.module.js';
import { SystemStatistics } from './system-statistics.service.js';
import { WorkerList } from './worker-list.service.js';

/** How queues, tasks and workers stand, for whoever tells it. */
@Module({
  imports: [DatabaseModule, QueueModule, TasksModule],
  providers: [SystemStatistics, WorkerList],
  exports: [SystemStatistics, WorkerList],
})
export class FiguresModule {}
