import { Module } from '@nestjs/common';
import { TaskPersistenceModule } from '#task-persistence';
import { TaskLookup } from './task-lookup.js';

@Module({
  imports: [TaskPersistenceModule],
  providers: [TaskLookup],
  exports: [TaskLookup, TaskPersistenceModule],
})
export class TasksModule {}
