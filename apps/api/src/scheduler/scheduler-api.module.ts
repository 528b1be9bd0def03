import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module.js';
import { JobTrigger } from './job-trigger.service.js';
import { QueueSchedulerController, SchedulerController } from './scheduler.controller.js';

@Module({
  imports: [TasksModule],
  controllers: [SchedulerController, QueueSchedulerController],
  providers: [JobTrigger],
})
export class SchedulerApiModule {}
