import { Module } from '@nestjs/common';
import { DatabaseModule } from '#database';
import { QueueModule } from '#queue';
import { BacktestModule } from '../backtest/backtest.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { OptimiseChecks } from './optimise-checks.js';
import { OptimiseResultController } from './optimise-result.controller.js';
import { OptimiseResults } from './optimise-results.service.js';
import { OptimiseController } from './optimise.controller.js';

@Module({
  imports: [DatabaseModule, QueueModule, TasksModule, BacktestModule],
  controllers: [OptimiseController, OptimiseResultController],
  providers: [OptimiseChecks, OptimiseResults],
  exports: [OptimiseChecks],
})
export class OptimiseModule {}
