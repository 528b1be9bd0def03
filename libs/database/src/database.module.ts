import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { AROUND_STEP, RUN_HISTORY, SCHEDULE_SOURCE, type AroundStep } from '#jobs';
import { ApiKeys } from './access/api-keys.js';
import { ApiKeyRepository } from './access/api-key.repository.js';
import { SharingRepository } from './access/sharing.repository.js';
import { UsageRepository } from './access/usage.repository.js';
import { CorporateActionRepository } from './actions/corporate-action.repository.js';
import { BarAgreementRepository } from './agreements/bar-agreement.repository.js';
import { AuditRepository } from './audit/audit.repository.js';
import { BackfillRepository } from './backfills/backfill.repository.js';
import { BarRepository } from './bars/bar.repository.js';
import { RunCheckpointRepository } from './checkpoints/run-checkpoint.repository.js';
import { CoverageRepository } from './gaps/coverage.repository.js';
import { DatabaseHealth } from './database-health.js';
import { DataVersion } from './data-version.js';
import { Database } from './database.js';
import { DatasetRepository } from './datasets/dataset.repository.js';
import { InstrumentRepository } from './instruments/instrument.repository.js';
import { AlertRepository } from './notifications/alert.repository.js';
import { NotificationRepository } from './notifications/notification.repository.js';
import { OptimisationRepository } from './optimisations/optimisation.repository.js';
import { OptimiseRangeRepository } from './optimisations/optimise-range.repository.js';
import { QuarantineRepository } from './quarantine/quarantine.repository.js';
import { BacktestResultRepository } from './results/backtest-result.repository.js';
import { RunRepository } from './runs/run.repository.js';
import { ScheduleRepository } from './schedules/schedule.repository.js';
import { SlotRepository } from './schedules/slot.repository.js';
import { StrategyRepository } from './strategies/strategy.repository.js';
import { TaskArchive } from './tasks/task-archive.repository.js';
import { TaskRepository } from './tasks/task.repository.js';
import { TrialLedgerRepository } from './trials/trial-ledger.repository.js';
import { UniverseRepository } from './universe/universe.repository.js';

const REPOSITORIES = [
  AlertRepository,
  ApiKeyRepository,
  ApiKeys,
  AuditRepository,
  BackfillRepository,
  BacktestResultRepository,
  BarAgreementRepository,
  BarRepository,
  CorporateActionRepository,
  CoverageRepository,
  DataVersion,
  DatabaseHealth,
  DatasetRepository,
  InstrumentRepository,
  NotificationRepository,
  OptimisationRepository,
  OptimiseRangeRepository,
  QuarantineRepository,
  RunCheckpointRepository,
  RunRepository,
  ScheduleRepository,
  SharingRepository,
  SlotRepository,
  StrategyRepository,
  TaskArchive,
  TaskRepository,
  TrialLedgerRepository,
  UniverseRepository,
  UsageRepository,
];

/** PostgreSQL for every room that needs it; its connections close after everything stopped. */
@Global()
@Module({
  providers: [
    {
      provide: Database,
      inject: [APP_CONFIG, { token: AROUND_STEP, optional: true }],
      useFactory: (config: AppConfig, around?: AroundStep) =>
        new Database({ url: config.DATABASE_URL, poolSize: config.DATABASE_POOL_SIZE, around }),
    },
    { provide: RUN_HISTORY, useExisting: TaskRepository },
    { provide: SCHEDULE_SOURCE, useExisting: ScheduleRepository },
    ...REPOSITORIES,
  ],
  exports: [Database, RUN_HISTORY, SCHEDULE_SOURCE, ...REPOSITORIES],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
