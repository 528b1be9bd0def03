import { ROW_DATASETS, type RowDataset } from '#domain';
import {
  address,
  choice,
  choices,
  day,
  file,
  flag,
  key,
  list,
  networks,
  path,
  port,
  secretText,
  secretUrl,
  text,
  whole,
  wholeOrAuto,
  zone,
  type Setting,
} from './setting-kinds.js';

/** The vendors of market data, and those that need no network: a folder of files, and a simulation. */
export const PROVIDERS = ['yahoo', 'fmp', 'fred', 'sec', 'binance', 'csv', 'sim'] as const;

/** Who may be asked for market data. */
export type ProviderId = (typeof PROVIDERS)[number];

/** What providers are asked for, each named like the job that brings it. */
export type ProvidedDataset = 'historical_prices' | RowDataset;

type ProviderLists = {
  readonly [Name in ProvidedDataset as `${Uppercase<Name>}_PROVIDERS`]: Setting<readonly ProviderId[]>;
};

const PROVIDER_LISTS = Object.fromEntries(
  (['historical_prices', ...ROW_DATASETS] as const).map((name) => [
    `${name.toUpperCase()}_PROVIDERS`,
    choices(
      PROVIDERS,
      [],
      `Who is asked for ${name.replaceAll('_', ' ')}, where it is not MARKET_DATA_PROVIDERS.`,
    ),
  ]),
) as ProviderLists;

/**
 * Every setting of Barkeep: `.env.example` and `docs/configuration.md` are generated from this table.
 * A setting marked secret is also read from a file named by `<NAME>_FILE`.
 */
export const SETTINGS = {
  ENVIRONMENT: choice(['development', 'test', 'production'], 'development', 'What kind of place this is.'),
  DEBUG: flag(false, 'Log at level debug and in plain text.'),
  LOG_LEVEL: choice(['debug', 'info', 'warn', 'error'], 'info', 'The least important level that is logged.'),
  LOG_FILE: file(
    '',
    'The file that one process logs to; without it standard output, or logs/barkeep.log in the home of `npm start`.',
  ),
  LOG_FILE_MEGABYTES: whole(1, 10_000, 20, 'How large a log file grows before another is begun.'),
  LOG_FILES: whole(1, 1_000, 5, 'How many older log files are kept.'),
  HOST: text('127.0.0.1', 'The address the API listens on.'),
  PORT: port(8000, 'The port of the API; 0 takes any free one.'),
  HEALTH_PORT: port(
    0,
    'The port of health and metrics of a scheduler or worker of its own; 0 takes any free one.',
  ),
  AUTH: choice(
    ['auto', 'on', 'off'],
    'auto',
    'Whether callers need a key: `auto` says yes unless HOST is an address of this machine alone.',
  ),
  ADMIN_API_KEY: key(
    'A key of role admin that holds without being stored, for containers and for the first who comes. `openssl rand -hex 32` makes one.',
  ),
  BARKEEP_API_KEY: secretText('The key that the command line calls the API with.'),
  SESSION_IDLE_MINUTES: whole(1, 10_080, 120, 'After how long without a request a login of the page ends.'),
  SESSION_HOURS: whole(1, 8_760, 24, 'After how long a login of the page ends in any case.'),
  ALLOWED_HOSTS: list(
    [],
    'Names by which the API is called. Others are refused where some are given, and besides the names of this machine where nobody needs a key.',
  ),
  TRUST_PROXY: networks([], 'Proxies whose `X-Forwarded-For` and `X-Forwarded-Host` are believed.'),
  REQUESTS_PER_MINUTE: wholeOrAuto(
    1_000_000,
    'Requests of one key, or of one address without a key, over all processes; 0 for any number. `auto` is 1200, and any number where HOST is an address of this machine alone.',
  ),
  SOCKETS_PER_ADDRESS: wholeOrAuto(
    1_000_000,
    'Sockets and event streams of one address at one process; 0 for any number. `auto` is 100, and any number where HOST is an address of this machine alone.',
  ),
  MAX_CONNECTIONS: whole(10, 1_000_000, 10_000, 'Connections of an API process; more are closed at once.'),
  CLIENT_TIMEOUT_SECONDS: whole(
    1,
    86_400,
    300,
    'How long a request may take to arrive, and a connection be silent while it is answered.',
  ),
  CORS_ORIGINS: list([], 'Origins of other pages that may call the API and open sockets, comma separated.'),
  BARKEEP_HOME: path('.barkeep', 'The folder of the embedded stores and of what was found out about them.'),
  REDIS_URL: secretUrl(
    ['redis:', 'rediss:'],
    'Redis: redis://[user:password@]host[:port], rediss:// for TLS (with ?ca=<file>), h1,h2?sentinel=<master> or h1,h2?cluster=true. Without it the embedded one is used.',
  ),
  QUEUE_REDIS_URL: secretUrl(
    ['redis:', 'rediss:'],
    'Redis of the queues, where it is not REDIS_URL.',
    'CELERY_BROKER_URL',
  ),
  TASKS_REDIS_URL: secretUrl(
    ['redis:', 'rediss:'],
    'Redis of live task state, where it is not REDIS_URL.',
    'CELERY_RESULT_BACKEND',
  ),
  DATABASE_URL: secretUrl(['postgres:', 'postgresql:'], 'PostgreSQL. Without it the embedded one is used.'),
  DATABASE_POOL_SIZE: whole(1, 200, 10, 'Connections to PostgreSQL that one process holds at most.'),
  MARKET_TIMEZONE: zone('America/New_York', 'The zone in which market schedules are shown.'),
  SCHEDULER_MODE: choice(
    ['distributed', 'simple', 'both'],
    'distributed',
    'How slots are brought into the queue: ahead of their time as delayed jobs, by timers of the process when they come, or both ways (no slot runs twice).',
  ),
  MAX_CONCURRENT_BACKTESTS: whole(1, 256, 5, 'Backtests that one worker process runs at once.'),
  TASK_TIMEOUT_SECONDS: whole(1, 604_800, 3_600, 'How long a backtest may take over all its attempts.'),
  CHECKPOINT_SECONDS: whole(
    1,
    86_400,
    10,
    'How many seconds of a long backtest are done again at most when its worker is lost.',
  ),
  ENGINE_THREAD_TASKS: whole(
    1,
    1_000_000_000,
    10_000,
    'After how many runs the engine threads of a worker are replaced by new ones.',
    'CELERY_WORKER_MAX_TASKS_PER_CHILD',
  ),
  ENGINE_THREAD_MEGABYTES: whole(
    64,
    1_048_576,
    1_024,
    'The same when one of them holds that much after a run.',
  ),
  RESULT_TTL_SECONDS: whole(60, 31_536_000, 86_400, 'How long Redis keeps the state of a finished task.'),
  PROGRESS_TTL_SECONDS: whole(
    60,
    31_536_000,
    3_600,
    'How long Redis keeps the events of a task after the last one.',
  ),
  HISTORY_DAYS: whole(1, 36_500, 365, 'How long PostgreSQL keeps finished tasks.'),
  NOTIFY_URL: secretUrl(
    ['https:', 'http:'],
    'Where notifications are posted as JSON. Without it nobody is notified.',
  ),
  NOTIFY_SECRET: secretText(
    'The key of their signature: `X-Barkeep-Signature` is `sha256=` and the HMAC-SHA256 of `<X-Barkeep-Timestamp>.<body>`. Without it they are not signed.',
  ),
  NOTIFY_ON: choices(
    ['failed', 'completed', 'stale', 'alert'],
    ['failed', 'stale', 'alert'],
    'What is notified: tasks that failed or timed out, tasks that completed and that no schedule asked for, data that are late, alerts when they begin and when they are over.',
  ),
  ALERT_FAILURE_PERCENT: whole(
    1,
    100,
    50,
    'The share of failed tasks of a job within an hour, of at least five, that is an alert.',
  ),
  ALERT_WAIT_SECONDS: whole(
    1,
    604_800,
    900,
    'How long the oldest task of a queue waits before it is an alert.',
  ),
  ALERT_UNATTENDED_SECONDS: whole(
    1,
    604_800,
    60,
    'How long tasks wait in a queue that no worker takes jobs of before it is an alert.',
  ),
  NOTIFY_ALLOW_PRIVATE: flag(false, 'Whether NOTIFY_URL may lead into a private network or to this machine.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: secretUrl(
    ['http:', 'https:'],
    'Where traces are sent by OTLP over HTTP, without `/v1/traces`. Without it nothing is traced.',
  ),
  SHUTDOWN_GRACE_SECONDS: whole(1, 3_600, 20, 'How long running jobs may go on after SIGTERM.'),
  DRAIN_SECONDS: whole(
    0,
    600,
    0,
    'How long the API answers after SIGTERM though it is no longer ready, so that a proxy takes it out first; more than the proxy takes to notice.',
  ),
  BODY_LIMIT_BYTES: whole(1_024, 1_073_741_824, 1_048_576, 'The largest JSON body the API accepts.'),
  IMPORT_LIMIT_BYTES: whole(1_024, 4_294_967_296, 268_435_456, 'The largest CSV the import accepts.'),
  MARKET_DATA_PROVIDERS: choices(
    PROVIDERS,
    ['sim'],
    'Who is asked for market data, in this order; the next one where one fails or lacks the dataset. `sim` invents it.',
  ),
  ...PROVIDER_LISTS,
  HISTORICAL_PRICES_QUORUM: whole(
    1,
    6,
    1,
    'How many providers are asked for daily prices. Of two and more each bar is the one that most agree on; what others say goes into quarantine.',
  ),
  QUORUM_PRICE_TOLERANCE_BPS: whole(
    0,
    10_000,
    10,
    'By how many hundredths of a per cent prices of providers may differ and be the same.',
  ),
  QUORUM_VOLUME_TOLERANCE_BPS: whole(
    0,
    10_000,
    2_000,
    'The same for volumes, of which vendors count different parts.',
  ),
  MARKET_DATA_START: day('2015-01-01', 'From where the history of a new symbol is fetched.'),
  MARKET_DATA_FOLDER: path(
    'market-data',
    'The folder of the provider csv: `<SYMBOL>_1d.csv` for prices, `<dataset>.csv` for the rest (docs/providers.md).',
  ),
  ECONOMIC_SERIES: list(
    ['GDPC1', 'CPIAUCSL', 'PCEPILFE', 'UNRATE', 'PAYEMS', 'FEDFUNDS', 'DGS2', 'DGS10', 'T10Y2Y', 'VIXCLS'],
    'The economic series that are kept, by the ids of FRED.',
  ),
  FRESHNESS_METRIC_SYMBOLS: whole(
    0,
    10_000,
    50,
    'Late symbols of a dataset that have a metric of their own, the oldest first; each is one more series for Prometheus.',
  ),
  MARKET_DATA_TIMEOUT_SECONDS: whole(1, 600, 20, 'How long a provider may take to answer.'),
  MARKET_DATA_ALLOW_PRIVATE: flag(
    false,
    'Whether addresses of vendors may lead into a private network or to this machine, such as a proxy of your own.',
  ),
  SIM_SEED: whole(0, 4_294_967_295, 1, 'Another number is another simulated market.'),
  YAHOO_URL: address('https://query2.finance.yahoo.com', 'Where Yahoo Finance answers.'),
  YAHOO_PAGE_URL: address('https://finance.yahoo.com', 'Where Yahoo Finance hands out its cookie.'),
  YAHOO_USER_AGENT: text('Mozilla/5.0', 'Who asks Yahoo Finance; it turns away what looks like a tool.'),
  YAHOO_REQUESTS_PER_MINUTE: whole(1, 100_000, 60, 'Requests to Yahoo Finance over all workers.'),
  OPTIONS_EXPIRIES: whole(1, 100, 4, 'How many expiries of a chain are fetched, nearest first.'),
  BINANCE_URL: address('https://api.binance.com', 'Where Binance answers.'),
  BINANCE_REQUESTS_PER_MINUTE: whole(1, 100_000, 1_000, 'Requests to Binance over all workers.'),
  FMP_URL: address('https://financialmodelingprep.com/stable', 'Where Financial Modeling Prep answers.'),
  FMP_API_KEY: secretText('The key for Financial Modeling Prep.'),
  FMP_REQUESTS_PER_MINUTE: whole(
    1,
    100_000,
    300,
    'Requests to Financial Modeling Prep over all workers; 300 is what its smallest paid plan allows.',
  ),
  FRED_URL: address('https://api.stlouisfed.org/fred', 'Where FRED answers.'),
  FRED_API_KEY: secretText('The key for FRED, which is free.'),
  FRED_REQUESTS_PER_MINUTE: whole(1, 100_000, 100, 'Requests to FRED over all workers.'),
  SEC_URL: address('https://www.sec.gov', 'Where the SEC keeps its list of companies.'),
  SEC_DATA_URL: address('https://data.sec.gov', 'Where SEC EDGAR answers.'),
  SEC_USER_AGENT: text(
    '',
    'Who asks the SEC, as it demands: `Company name contact@example.com`. It is not asked without.',
  ),
  SEC_REQUESTS_PER_MINUTE: whole(1, 600, 300, 'Requests to the SEC over all workers.'),
} as const;

export type SettingName = keyof typeof SETTINGS;

/** The settings as the program uses them: typed, complete, frozen. */
export type AppConfig = Readonly<{ [Name in SettingName]: (typeof SETTINGS)[Name]['default'] }>;

/** Who is asked for a dataset, best first. */
export function listProviders(config: AppConfig, dataset: ProvidedDataset): readonly ProviderId[] {
  const named = config[`${dataset.toUpperCase() as Uppercase<ProvidedDataset>}_PROVIDERS`];
  return named.length > 0 ? named : config.MARKET_DATA_PROVIDERS;
}
