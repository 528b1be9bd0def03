import { Module } from '@nestjs/common';
import { DatabaseModule } from '#database';
import { QueueModule } from '#queue';
import { BacktestModule } from '../backtest/backtest.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { StrategiesModule } from './strategies.module.js';
import { StrategyValidationController } from './strategy-validation.controller.js';
import { StrategyValidations } from './strategy-validation.service.js';

@Module({
  imports: [DatabaseModule, QueueModule, TasksModule, BacktestModule, StrategiesModule],
  controllers: [StrategyValidationController],
  providers: [StrategyValidations],
  exports: [StrategyValidations],
})
export class StrategyValidationModule {}
