import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module.js';
import { MonteCarloController } from './monte-carlo.controller.js';
import { MonteCarlo } from './monte-carlo.service.js';

@Module({ imports: [TasksModule], controllers: [MonteCarloController], providers: [MonteCarlo] })
export class AnalyticsModule {}
