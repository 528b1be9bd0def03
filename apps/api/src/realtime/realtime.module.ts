import { Module } from '@nestjs/common';
import { APP_CONFIG, socketsPerAddress, type AppConfig } from '#config';
import { QuoteFeed } from '#market-data';
import { FiguresModule } from '../admin/figures.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { BacktestGateway } from './backtest.gateway.js';
import { MonitorGateway } from './monitor.gateway.js';
import { QuotesGateway } from './quotes.gateway.js';
import { SocketLimits } from './socket-limits.js';
import { StrategyGateway } from './strategy.gateway.js';
import { TaskAddresses } from './task-addresses.service.js';
import { TaskWatch } from './task-watch.service.js';
import { TasksGateway } from './tasks.gateway.js';

@Module({
  imports: [FiguresModule, TasksModule],
  providers: [
    TaskWatch,
    TaskAddresses,
    BacktestGateway,
    StrategyGateway,
    TasksGateway,
    MonitorGateway,
    QuoteFeed,
    QuotesGateway,
    {
      provide: SocketLimits,
      inject: [APP_CONFIG],
      useFactory: (config: AppConfig) => new SocketLimits(socketsPerAddress(config), config.TRUST_PROXY),
    },
  ],
  exports: [SocketLimits, TaskAddresses, TaskWatch],
})
export class RealtimeModule {}
