import { Module } from '@nestjs/common';
import { QueueModule } from '#queue';
import { TaskPersistenceModule } from '#task-persistence';
import { ActiveTasks } from './active-tasks.js';
import { TaskLookup } from './task-lookup.js';
import { TaskSubmission } from './task-submission.service.js';

@Module({
  imports: [QueueModule, TaskPersistenceModule],
  providers: [TaskLookup, TaskSubmission, ActiveTasks],
  exports: [TaskLookup, TaskSubmission, ActiveTasks, TaskPersistenceModule],
})
export class TasksModule {}
