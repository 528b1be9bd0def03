import { Module } from '@nestjs/common';
import { DatabaseModule } from '#database';
import { MarketDataModule } from '#market-data';
import { QueueModule } from '#queue';
import { RedisModule } from '#redis';
import { SystemHealth } from '../admin/system-health.service.js';
import { WorkerList } from '../admin/worker-list.service.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { BulkTasksController } from './bulk-tasks.controller.js';
import { JobTrigger } from './job-trigger.service.js';
import { LegacySchedulerController } from './legacy-scheduler.controller.js';
import { SchedulerStatus } from './scheduler-status.service.js';
import { SchedulesController } from './schedules.controller.js';
import { Schedules } from './schedules.service.js';
import { QueueSchedulerController, SchedulerController } from './scheduler.controller.js';

@Module({
  imports: [RedisModule, DatabaseModule, MarketDataModule, QueueModule, TasksModule],
  controllers: [
    BulkTasksController,
    SchedulerController,
    QueueSchedulerController,
    SchedulesController,
    LegacySchedulerController,
  ],
  providers: [JobTrigger, Schedules, SchedulerStatus, SystemHealth, WorkerList],
})
export class SchedulerApiModule {}
