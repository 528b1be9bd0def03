import { Module } from '@nestjs/common';
import { DatabaseModule } from '#database';
import { QueueModule } from '#queue';
import { RedisModule } from '#redis';
import { TasksModule } from '../tasks/tasks.module.js';
import { AdminController } from './admin.controller.js';
import { SystemHealth } from './system-health.service.js';

@Module({
  imports: [RedisModule, DatabaseModule, QueueModule, TasksModule],
  controllers: [AdminController],
  providers: [SystemHealth],
})
export class AdminModule {}
