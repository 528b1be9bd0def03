import { access } from './0046-access.js';
import { alerts } from './0050-alerts.js';
import { audit } from './0039-audit.js';
import { auditKeys } from './0047-audit-keys.js';
import { backfills } from './0016-backfills.js';
import { barsByYear } from './0029-bars-by-year.js';
import { backtestResults } from './0003-backtest-results.js';
import { backtestRuns } from './0009-backtest-runs.js';
import { datasetVersions } from './0012-dataset-versions.js';
import { datasets } from './0013-datasets.js';
import { marketData } from './0001-market-data.js';
import { notifications } from './0028-notifications.js';
import { optimisations } from './0007-optimisations.js';
import { quarantine } from './0004-quarantine.js';
import { quarantineOfRows } from './0015-quarantine-of-rows.js';
import { impossibleBars } from './0057-impossible-bars.js';
import { ingestRanges } from './0030-ingest-ranges.js';
import { historyPlans } from './0005-history-plans.js';
import { runActions } from './0026-run-actions.js';
import { barAgreements } from './0032-bar-agreements.js';
import { barYearsAhead } from './0045-bar-years-ahead.js';
import { removedBars } from './0054-removed-bars.js';
import { runCheckpoints } from './0036-run-checkpoints.js';
import { runChecks } from './0006-run-checks.js';
import { schedules } from './0011-schedules.js';
import { scheduleTimes } from './0017-schedule-times.js';
import { skippedSlots } from './0018-skipped-slots.js';
import { strategies } from './0008-strategies.js';
import { strategyValidations } from './0021-strategy-validations.js';
import { tasks } from './0002-tasks.js';
import { taskOrigins } from './0024-task-origins.js';
import { taskRuns } from './0038-task-runs.js';
import { taskSearch } from './0023-task-search.js';
import { tasksUpwards } from './0058-tasks-upwards.js';
import { taskWordsInline } from './0059-task-words-inline.js';
import { trialLedger } from './0020-trial-ledger.js';
import { universe } from './0010-universe.js';
import { universeSwitches } from './0014-universe-switches.js';

/** A step of the schema. Once released it never changes: its checksum is recorded where it was applied. */
export interface Migration {
  name: string;
  sql: string;
}

/** In the order in which they are applied. */
export const MIGRATIONS: readonly Migration[] = [
  marketData,
  tasks,
  backtestResults,
  quarantine,
  historyPlans,
  runChecks,
  optimisations,
  strategies,
  backtestRuns,
  universe,
  schedules,
  datasetVersions,
  datasets,
  universeSwitches,
  quarantineOfRows,
  backfills,
  scheduleTimes,
  skippedSlots,
  trialLedger,
  strategyValidations,
  taskSearch,
  taskOrigins,
  runActions,
  notifications,
  barsByYear,
  ingestRanges,
  barAgreements,
  runCheckpoints,
  taskRuns,
  audit,
  barYearsAhead,
  access,
  auditKeys,
  alerts,
  impossibleBars,
  removedBars,
  tasksUpwards,
  taskWordsInline,
];
