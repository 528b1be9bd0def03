import { Module } from '@nestjs/common';
import { DatabaseModule } from '#database';
import { QueueModule } from '#queue';
import { TaskPersistenceModule } from '#task-persistence';
import { ActiveTasks } from './active-tasks.js';
import { TaskLookup } from './task-lookup.js';
import { TaskRemoval } from './task-removal.service.js';
import { TaskSubmission } from './task-submission.service.js';

@Module({
  imports: [DatabaseModule, QueueModule, TaskPersistenceModule],
  providers: [TaskLookup, ActiveTasks, TaskRemoval, TaskSubmission],
  exports: [TaskLookup, ActiveTasks, TaskRemoval, TaskSubmission, TaskPersistenceModule],
})
export class TasksModule {}
