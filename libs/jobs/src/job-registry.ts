import type { JobDefinition } from './job-definition.js';
import {
  AblationPayload,
  BackfillPayload,
  BacktestRunPayload,
  DatasetPayload,
  EmptyPayload,
  ExplainBarPayload,
  HistoricalPricesPayload,
  MonteCarloPayload,
  NotificationPayload,
  OptimiseRunPayload,
  OptimiseTrialsPayload,
  RunIndicatorsPayload,
  StrategyValidationPayload,
} from './payloads/index.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const onDemand = { kind: 'on_demand' } as const;
const inNewYork = (cron: string) => ({ kind: 'cron', cron, timeZone: 'America/New_York' }) as const;

/** What somebody asks for about a strategy or a finished backtest. */
const onRequest = {
  queue: 'analytics',
  trigger: onDemand,
  marketHoursOnly: false,
  retry: 'transient',
  overlap: 'allow',
  misfire: { policy: 'skip', graceMs: 0 },
  manualRun: false,
} as const;

/** A question about a finished backtest that somebody waits for. */
const aboutRun = { ...onRequest, queue: 'strategy', retry: 'none', timeoutMs: 10 * MINUTE } as const;

/** What the jobs that bring a dataset in rows have in common. */
const ofDataset = {
  payload: DatasetPayload,
  marketHoursOnly: false,
  retry: 'transient',
  timeoutMs: HOUR,
  overlap: 'skip',
  manualRun: true,
} as const;
/** A slot of a snapshot that passed is of no use: the next one comes soon. */
const ofSnapshot = { ...ofDataset, queue: 'market_hours', marketHoursOnly: 'XNYS', retry: 'none' } as const;
const ofDay = { ...ofDataset, queue: 'daily', misfire: { policy: 'latest', graceMs: 12 * HOUR } } as const;

/** THE table: everything else about jobs is a projection of it. */
export const JOB_REGISTRY = [
  {
    name: 'backtest_run',
    summary: 'Simulates one strategy over stored bars',
    queue: 'backtest',
    payload: BacktestRunPayload,
    trigger: onDemand,
    marketHoursOnly: false,
    retry: 'transient',
    timeoutMs: { setting: 'TASK_TIMEOUT_SECONDS' },
    overlap: 'allow',
    misfire: { policy: 'skip', graceMs: 0 },
    manualRun: false,
  },
  {
    name: 'optimise_run',
    summary: 'Searches the parameters of a strategy and judges what was found',
    queue: 'backtest',
    payload: OptimiseRunPayload,
    trigger: onDemand,
    marketHoursOnly: false,
    retry: 'transient',
    timeoutMs: { setting: 'TASK_TIMEOUT_SECONDS' },
    overlap: 'allow',
    misfire: { policy: 'skip', graceMs: 0 },
    manualRun: false,
  },
  {
    name: 'optimise_trials',
    summary: 'Runs a range of the trials of an optimisation',
    queue: 'backtest',
    payload: OptimiseTrialsPayload,
    trigger: onDemand,
    marketHoursOnly: false,
    retry: 'transient',
    timeoutMs: { setting: 'TASK_TIMEOUT_SECONDS' },
    overlap: 'allow',
    misfire: { policy: 'skip', graceMs: 0 },
    manualRun: false,
  },
  {
    name: 'strategy_validation',
    summary: 'Runs a stored strategy dry and looks whether it saw later data',
    payload: StrategyValidationPayload,
    ...onRequest,
    queue: 'strategy',
    timeoutMs: { setting: 'TASK_TIMEOUT_SECONDS' },
  },
  {
    name: 'explain_bar',
    summary: 'Tells why a kept run did what it did at a bar',
    payload: ExplainBarPayload,
    ...aboutRun,
  },
  {
    name: 'run_indicators',
    summary: 'Gives the columns that a kept run read, to be drawn',
    payload: RunIndicatorsPayload,
    ...aboutRun,
  },
  {
    name: 'monte_carlo',
    summary: 'Draws other paths that a finished backtest could have taken',
    payload: MonteCarloPayload,
    ...onRequest,
    timeoutMs: 10 * MINUTE,
  },
  {
    name: 'ablation',
    summary: 'Runs a finished backtest again without each part of its strategy',
    payload: AblationPayload,
    ...onRequest,
    timeoutMs: { setting: 'TASK_TIMEOUT_SECONDS' },
  },
  {
    name: 'stock_quotes',
    summary: 'Brings the last price, bid and ask of the universe',
    trigger: inNewYork('* * * * *'),
    ...ofSnapshot,
    timeoutMs: MINUTE,
    misfire: { policy: 'skip', graceMs: MINUTE / 2 },
  },
  {
    name: 'options_chain',
    summary: 'Brings the option contracts of the nearest expiries',
    trigger: inNewYork('*/5 * * * *'),
    ...ofSnapshot,
    timeoutMs: 5 * MINUTE,
    misfire: { policy: 'skip', graceMs: 2 * MINUTE },
  },
  {
    name: 'historical_prices',
    summary: 'Brings daily prices, splits and dividends of the universe',
    trigger: inNewYork('30 17 * * *'),
    ...ofDay,
    payload: HistoricalPricesPayload,
  },
  {
    name: 'fundamentals',
    summary: 'Brings income statements, balance sheets and cash flows',
    trigger: inNewYork('0 18 * * *'),
    ...ofDay,
  },
  {
    name: 'dividends',
    summary: 'Brings dividends, past and declared',
    trigger: inNewYork('0 19 * * *'),
    ...ofDay,
  },
  {
    name: 'earnings_transcripts',
    summary: 'Brings what was said in earnings calls',
    trigger: inNewYork('0 20 * * *'),
    ...ofDay,
  },
  {
    name: 'economic_indicators',
    summary: 'Brings the values of economic series',
    trigger: inNewYork('0 21 * * *'),
    ...ofDay,
  },
  {
    name: 'earnings',
    summary: 'Brings reported and expected earnings',
    queue: 'periodic',
    trigger: inNewYork('0 */6 * * *'),
    ...ofDataset,
    misfire: { policy: 'latest', graceMs: 5 * HOUR },
  },
  {
    name: 'earnings_calendar',
    summary: 'Brings the days on which companies will report',
    queue: 'periodic',
    trigger: inNewYork('0 */12 * * *'),
    ...ofDataset,
    misfire: { policy: 'latest', graceMs: 11 * HOUR },
  },
  {
    name: 'news',
    summary: 'Brings headlines and excerpts about the universe',
    queue: 'periodic',
    trigger: inNewYork('*/30 * * * *'),
    ...ofDataset,
    timeoutMs: 20 * MINUTE,
    softTimeoutMs: 10 * MINUTE,
    misfire: { policy: 'latest', graceMs: 25 * MINUTE },
  },
  {
    name: 'economic_events',
    summary: 'Brings releases and meetings, with what was expected and what came',
    queue: 'periodic',
    trigger: inNewYork('0 */12 * * *'),
    ...ofDataset,
    misfire: { policy: 'latest', graceMs: 11 * HOUR },
  },
  {
    name: 'company_info',
    summary: 'Brings who companies are and where they list',
    queue: 'periodic',
    trigger: inNewYork('0 22 * * 0'),
    ...ofDataset,
    misfire: { policy: 'latest', graceMs: 24 * HOUR },
  },
  {
    name: 'backfill',
    summary: 'Brings the past of a dataset, chunk by chunk',
    queue: 'default',
    payload: BackfillPayload,
    trigger: onDemand,
    marketHoursOnly: false,
    retry: 'transient',
    timeoutMs: 24 * HOUR,
    overlap: 'allow',
    misfire: { policy: 'skip', graceMs: 0 },
    manualRun: true,
    isLowPriority: true,
  },
  {
    name: 'cleanup',
    summary: 'Removes what has outlived its retention',
    queue: 'analytics',
    payload: EmptyPayload,
    trigger: { kind: 'cron', cron: '*/5 * * * *', timeZone: 'UTC' },
    marketHoursOnly: false,
    retry: 'none',
    timeoutMs: 2 * MINUTE,
    overlap: 'skip',
    misfire: { policy: 'skip', graceMs: MINUTE },
    manualRun: true,
  },
  {
    name: 'compaction',
    summary: 'Makes old quotes and chains sparser, and tables for next year’s bars',
    queue: 'analytics',
    payload: EmptyPayload,
    trigger: inNewYork('30 3 * * *'),
    marketHoursOnly: false,
    retry: 'transient',
    timeoutMs: HOUR,
    overlap: 'skip',
    misfire: { policy: 'latest', graceMs: 12 * HOUR },
    manualRun: true,
  },
  {
    name: 'notification',
    summary: 'Tells NOTIFY_URL of an ended task or of late data',
    queue: 'default',
    payload: NotificationPayload,
    trigger: onDemand,
    marketHoursOnly: false,
    retry: 'patient',
    timeoutMs: 10 * MINUTE,
    overlap: 'allow',
    misfire: { policy: 'skip', graceMs: 0 },
    manualRun: false,
  },
  {
    name: 'health_check',
    summary: 'Passes through queue, worker and stores and says how long each took',
    queue: 'default',
    payload: EmptyPayload,
    trigger: onDemand,
    marketHoursOnly: false,
    retry: 'none',
    timeoutMs: MINUTE,
    overlap: 'allow',
    misfire: { policy: 'skip', graceMs: 0 },
    manualRun: true,
    isLight: true,
  },
] as const satisfies readonly JobDefinition[];

export type JobName = (typeof JOB_REGISTRY)[number]['name'];

/** The payload that the handler of a job receives. */
export type PayloadOf<Name extends JobName> = InstanceType<
  Extract<(typeof JOB_REGISTRY)[number], { name: Name }>['payload']
>;

export const JOB_NAMES: readonly JobName[] = JOB_REGISTRY.map((job) => job.name);

export function isJobName(text: string): text is JobName {
  return (JOB_NAMES as readonly string[]).includes(text);
}

export function jobDefinition(name: JobName): JobDefinition & { name: JobName } {
  const found = JOB_REGISTRY.find((job) => job.name === name);
  if (!found) throw new Error(`no job named ${name}`);
  return found;
}
