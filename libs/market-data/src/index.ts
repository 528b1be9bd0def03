export {
  Backfill,
  type BackfillCounts,
  type BackfillProgress,
  type BackfillRun,
} from './backfill/backfill.js';
export * from './backfill/plan-backfill.js';
export { planThinning } from './retention/plan-thinning.js';
export { FreshnessService, type Freshness } from './freshness/freshness.js';
export { listOldestLate } from './freshness/oldest-late.js';
export { CoverageService, type Coverage, type CoveredDay, type CoverageRequest } from './gaps/coverage.js';
export type { Gap } from './gaps/session-gaps.js';
export { CSV_FIELDS, type ColumnMapping, type CsvField } from './csv/csv-header.js';
export { readBarsCsv, type BarsCsv, type BarsCsvOptions } from './csv/read-bars-csv.js';
export type { CsvSource } from './csv/read-csv.js';
export {
  findDemoEarnings,
  findDemoFile,
  loadDemoData,
  simulateDemoBars,
  type DemoCount,
  type DemoStores,
} from './demo/load-demo-data.js';
export { BarImport, type CsvImport, type CsvImportResult, type RejectedLine } from './import/bar-import.js';
export { DatasetIngest, type DatasetIngestRequest } from './ingest/dataset-ingest.js';
export { IngestModule } from './ingest/ingest.module.js';
export { IntradayIngest } from './ingest/intraday-ingest.js';
export { PriceIngest, type PriceIngestRequest, type SymbolResult } from './ingest/price-ingest.js';
export type { SubjectResult } from './ingest/subject-results.js';
export { parseSeriesName } from './import/series-name.js';
export { MarketDataModule } from './market-data.module.js';
export { QuoteFeed } from './quotes/quote-feed.js';
export { BarQuery, type PartsRequest, type SeriesRequest } from './query/bar-query.js';
export { loadFinest } from './query/load-finest.js';
export { loadTimedActions } from './query/load-timed-actions.js';
export { listDatasets } from './providers/list-datasets.js';
export type { AskedProvider } from './providers/provider-pool.js';
export { sourceTimeframeOf } from './query/source-timeframe.js';
export { toAsOfInstant, toOpenTimeRange, type OpenTimeRange } from './query/request-range.js';
