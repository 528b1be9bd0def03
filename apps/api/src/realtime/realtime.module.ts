import { Module } from '@nestjs/common';
import { QuoteFeed } from '#market-data';
import { AdminModule } from '../admin/admin.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { BacktestGateway } from './backtest.gateway.js';
import { MonitorGateway } from './monitor.gateway.js';
import { QuotesGateway } from './quotes.gateway.js';
import { StrategyGateway } from './strategy.gateway.js';
import { TaskAddresses } from './task-addresses.service.js';
import { TaskWatch } from './task-watch.service.js';
import { TasksGateway } from './tasks.gateway.js';

@Module({
  imports: [AdminModule, TasksModule],
  providers: [
    TaskWatch,
    TaskAddresses,
    BacktestGateway,
    StrategyGateway,
    TasksGateway,
    MonitorGateway,
    QuoteFeed,
    QuotesGateway,
  ],
  exports: [TaskAddresses, TaskWatch],
})
export class RealtimeModule {}
