import { Module } from '@nestjs/common';
import { DatabaseModule } from '#database';
import { MarketDataModule } from '#market-data';
import { QueueModule } from '#queue';
import { RedisModule } from '#redis';
import { BacktestModule } from '../backtest/backtest.module.js';
import { OptimiseModule } from '../optimise/optimise.module.js';
import { StrategyValidationModule } from '../strategies/strategy-validation.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { AuditController } from '../audit/audit.controller.js';
import { QueueSteering } from './queue-steering.service.js';
import { QueuesController } from './queues.controller.js';
import { TaskHistoryController } from './task-history.controller.js';
import { TaskPayloads } from './task-payloads.service.js';
import { TaskReplay } from './task-replay.service.js';
import { TaskReplaysController } from './task-replays.controller.js';
import { AdminController } from './admin.controller.js';
import { FiguresModule } from './figures.module.js';
import { Figures } from './figures.service.js';
import { OperationsController } from './operations.controller.js';
import { SystemHealth } from './system-health.service.js';
import { WorkerSteering } from './worker-steering.service.js';
import { WorkersController } from './workers.controller.js';

@Module({
  imports: [
    RedisModule,
    DatabaseModule,
    MarketDataModule,
    QueueModule,
    TasksModule,
    FiguresModule,
    BacktestModule,
    OptimiseModule,
    StrategyValidationModule,
  ],
  controllers: [
    AdminController,
    AuditController,
    OperationsController,
    QueuesController,
    TaskHistoryController,
    TaskReplaysController,
    WorkersController,
  ],
  providers: [SystemHealth, WorkerSteering, QueueSteering, TaskPayloads, TaskReplay, Figures],
})
export class AdminModule {}
