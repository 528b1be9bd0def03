import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module.js';
import { BacktestGateway } from './backtest.gateway.js';
import { StrategyGateway } from './strategy.gateway.js';
import { TaskAddresses } from './task-addresses.service.js';
import { TaskWatch } from './task-watch.service.js';

@Module({
  imports: [TasksModule],
  providers: [TaskWatch, TaskAddresses, BacktestGateway, StrategyGateway],
  exports: [TaskAddresses, TaskWatch],
})
export class RealtimeModule {}
