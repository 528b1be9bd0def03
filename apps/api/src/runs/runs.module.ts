import { Module } from '@nestjs/common';
import { DatabaseModule } from '#database';
import { TasksModule } from '../tasks/tasks.module.js';
import { RunsController } from './runs.controller.js';

@Module({ imports: [DatabaseModule, TasksModule], controllers: [RunsController] })
export class RunsModule {}
