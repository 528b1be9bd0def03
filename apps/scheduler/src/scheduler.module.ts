import { hostname } from 'node:os';
import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { DatabaseModule } from '#database';
import { MarketDataModule } from '#market-data';
import { QueueModule } from '#queue';
import { HeartbeatModule, TaskPersistenceModule } from '#task-persistence';
import { SchedulerLoop } from './scheduler-loop.js';

/** Plans what runs by itself. The root imports `ConfigModule.forRoot`. */
@Module({
  imports: [
    ScheduleModule.forRoot(),
    DatabaseModule,
    MarketDataModule,
    TaskPersistenceModule,
    QueueModule,
    HeartbeatModule.register({ kind: 'scheduler', name: `${hostname()}-${process.pid}` }),
  ],
  providers: [SchedulerLoop],
})
export class SchedulerModule {}
