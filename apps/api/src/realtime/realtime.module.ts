import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module.js';
import { BacktestGateway } from './backtest.gateway.js';
import { TaskWatch } from './task-watch.service.js';

@Module({
  imports: [TasksModule],
  providers: [TaskWatch, BacktestGateway],
  exports: [TaskWatch],
})
export class RealtimeModule {}
