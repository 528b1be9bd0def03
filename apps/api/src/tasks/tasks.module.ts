import { Module } from '@nestjs/common';
import { TaskPersistenceModule } from '#task-persistence';
import { ActiveTasks } from './active-tasks.js';
import { TaskLookup } from './task-lookup.js';

@Module({
  imports: [TaskPersistenceModule],
  providers: [TaskLookup, ActiveTasks],
  exports: [TaskLookup, ActiveTasks, TaskPersistenceModule],
})
export class TasksModule {}
