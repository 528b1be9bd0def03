export type { ApiKey, Quotas, StoredApiKey } from './access/api-key.js';
export { digestOf, KEY_NAME, keyIn, makeApiKey, makeSecret } from './access/api-key-text.js';
export { ApiKeys } from './access/api-keys.js';
export { ApiKeyRepository } from './access/api-key.repository.js';
export { SharingRepository } from './access/sharing.repository.js';
export { UsageRepository, type Usage } from './access/usage.repository.js';
export { CorporateActionRepository } from './actions/corporate-action.repository.js';
export { BarAgreementRepository, type BarAgreement } from './agreements/bar-agreement.repository.js';
export { AuditRepository, type AuditEntry, type RecordedEntry } from './audit/audit.repository.js';
export { BackfillRepository } from './backfills/backfill.repository.js';
export { createBarColumns, PRICE_COLUMNS, toBarColumns, type BarColumns } from './bars/bar-columns.js';
export { MixedProviders } from './bars/bar-providers.js';
export * from './bars/bar.repository.js';
export type { BarRequest } from './bars/bar-request.js';
export type { BarUpsert, BarUpsertResult } from './bars/upsert-bars.js';
export { RunCheckpointRepository } from './checkpoints/run-checkpoint.repository.js';
export * from './gaps/coverage.repository.js';
export { DataVersion } from './data-version.js';
export { DatabaseHealth } from './database-health.js';
export { DatabaseModule } from './database.module.js';
export { Database, type DatabaseOptions } from './database.js';
export { DatasetRepository, type KnownRow } from './datasets/dataset.repository.js';
export { cursorOf, type ColumnCondition } from './datasets/row-conditions.js';
export type { KnownQuery, LatestQuery, RowQuery } from './datasets/select-rows.js';
export type { StoredRow } from './datasets/stored-row.js';
export type { SnapshotDataset, Thinning } from './datasets/thin-rows.js';
export type { DatasetOrigin, DatasetUpsertResult } from './datasets/upsert-rows.js';
export type { DataOrigin, IngestCounts } from './ingest.js';
export { InstrumentRepository } from './instruments/instrument.repository.js';
export { migrate } from './migrate.js';
export { requireSchema } from './schema-state.js';
export { AlertRepository, type Alert, type Firing } from './notifications/alert.repository.js';
export { NotificationRepository } from './notifications/notification.repository.js';
export { OptimisationRepository, type OptimiseTableName } from './optimisations/optimisation.repository.js';
export {
  OptimiseRangeRepository,
  type RangeProgress,
  type TrialRange,
} from './optimisations/optimise-range.repository.js';
export type { StoredOptimisation } from './optimisations/stored-optimisation.js';
export * from './quarantine/quarantine.repository.js';
export { BacktestResultRepository, type BacktestTableName } from './results/backtest-result.repository.js';
export { METRIC_COLUMNS, type MetricColumn } from './results/metric-columns.js';
export * from './runs/recorded-run.js';
export { RunRepository } from './runs/run.repository.js';
export { TaskArchive, type FailureGroup } from './tasks/task-archive.repository.js';
export { RUN_OUTCOMES, type RunOutcome, type TaskRun } from './tasks/task-runs.js';
export type { TaskFilter, TaskPlace } from './tasks/task-search.js';
export type * from './strategies/stored-strategy.js';
export { StrategyRepository } from './strategies/strategy.repository.js';
export {
  TrialLedgerRepository,
  type JudgedTrial,
  type RecordedTrial,
  type TrialSpread,
} from './trials/trial-ledger.repository.js';
export type { StoredBacktest } from './results/stored-backtest.js';
export { ScheduleRepository } from './schedules/schedule.repository.js';
export { SlotRepository, type LastRun, type SlotRun } from './schedules/slot.repository.js';
export * from './universe/universe.repository.js';
