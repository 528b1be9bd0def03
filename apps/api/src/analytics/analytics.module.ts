import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module.js';
import { AblationController } from './ablation.controller.js';
import { MonteCarloController } from './monte-carlo.controller.js';
import { RunAnalysis } from './run-analysis.service.js';

@Module({
  imports: [TasksModule],
  controllers: [AblationController, MonteCarloController],
  providers: [RunAnalysis],
})
export class AnalyticsModule {}
