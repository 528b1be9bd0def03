import { Module } from '@nestjs/common';
import { DatabaseModule } from '#database';
import { MarketDataModule } from '#market-data';
import { QueueModule } from '#queue';
import { StrategiesModule } from '../strategies/strategies.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { BacktestExplainController } from './backtest-explain.controller.js';
import { BacktestEventsController } from './backtest-events.controller.js';
import { BacktestResultController } from './backtest-result.controller.js';
import { BacktestResults } from './backtest-results.service.js';
import { BacktestStatistics } from './backtest-statistics.service.js';
import { IndicatorsController } from './indicators.controller.js';
import { BacktestSubmission } from './backtest-submission.service.js';
import { BacktestController } from './backtest.controller.js';
import { ReproductionController } from './reproduction.controller.js';
import { RunChecks } from './run-checks.js';
import { RunQuestions } from './run-questions.service.js';
import { StoredData } from './stored-data.js';

@Module({
  imports: [DatabaseModule, MarketDataModule, QueueModule, TasksModule, RealtimeModule, StrategiesModule],
  controllers: [
    BacktestController,
    BacktestResultController,
    BacktestEventsController,
    BacktestExplainController,
    IndicatorsController,
    ReproductionController,
  ],
  providers: [BacktestSubmission, BacktestResults, BacktestStatistics, RunChecks, RunQuestions, StoredData],
  exports: [RunChecks, StoredData],
})
export class BacktestModule {}
