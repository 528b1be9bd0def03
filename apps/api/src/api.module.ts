import { Module } from '@nestjs/common';
import { DatabaseHealth, DatabaseModule } from '#database';
import { HealthModule } from '#observability';
import { RedisHealth, RedisModule } from '#redis';
import { AccessModule } from './access/access.module.js';
import { AdminModule } from './admin/admin.module.js';
import { AnalyticsModule } from './analytics/analytics.module.js';
import { BacktestModule } from './backtest/backtest.module.js';
import { HomeController } from './home/home.controller.js';
import { SilentConnections } from './http/silent-connections.service.js';
import { OptimiseModule } from './optimise/optimise.module.js';
import { MarketDataApiModule } from './market-data/market-data-api.module.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { RunsModule } from './runs/runs.module.js';
import { SchedulerApiModule } from './scheduler/scheduler-api.module.js';
import { StrategiesModule } from './strategies/strategies.module.js';
import { StrategyValidationModule } from './strategies/strategy-validation.module.js';

/** REST, sockets and probes. The root imports `ConfigModule.forRoot` and calls `configureApi`. */
@Module({
  imports: [
    RedisModule,
    DatabaseModule,
    AccessModule,
    BacktestModule,
    RunsModule,
    OptimiseModule,
    AnalyticsModule,
    MarketDataApiModule,
    StrategiesModule,
    StrategyValidationModule,
    SchedulerApiModule,
    AdminModule,
    RealtimeModule,
    HealthModule.register({ ready: [RedisHealth, DatabaseHealth], drains: true }),
  ],
  controllers: [HomeController],
  providers: [SilentConnections],
})
export class ApiModule {}
