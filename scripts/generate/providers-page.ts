import { loadConfig, PROVIDERS, type AppConfig, type ProvidedDataset, type ProviderId } from '#config';
import {
  DATASET_TABLE,
  INTRADAY_TIMEFRAMES,
  ROW_DATASETS,
  toColumnName,
  type DatasetDefinition,
} from '#domain';
import { listDatasets } from '#market-data';
import { generatedFrom, markdownTable } from './markdown.js';

/** What has to be known of a provider besides what it has. */
interface ProviderNote {
  who: string;
  needs: string;
  limit?: keyof AppConfig;
}

const NOTES: Readonly<Record<ProviderId, ProviderNote>> = {
  yahoo: { who: 'Yahoo Finance, undocumented', needs: 'nothing', limit: 'YAHOO_REQUESTS_PER_MINUTE' },
  fmp: {
    who: 'Financial Modeling Prep',
    needs: '`FMP_API_KEY`; what it has depends on the plan',
    limit: 'FMP_REQUESTS_PER_MINUTE',
  },
  fred: {
    who: 'FRED, Federal Reserve Bank of St. Louis',
    needs: '`FRED_API_KEY`, which is free',
    limit: 'FRED_REQUESTS_PER_MINUTE',
  },
  sec: {
    who: 'SEC EDGAR: filers in the United States',
    needs: '`SEC_USER_AGENT`, a name and an address of mail',
    limit: 'SEC_REQUESTS_PER_MINUTE',
  },
  binance: { who: 'Binance: pairs such as BTCUSDT', needs: 'nothing', limit: 'BINANCE_REQUESTS_PER_MINUTE' },
  csv: { who: 'files in a folder', needs: '`MARKET_DATA_FOLDER`' },
  sim: { who: 'a simulated market', needs: 'nothing, not even a network' },
};

/** How far back each length goes, and what is asked at once. */
const INTRADAY_NOTES: readonly (readonly [ProviderId, ...string[]])[] = [
  ['yahoo', '29 days, 7 at once', ...Array<string>(3).fill('59 days'), '729 days'],
  ['fmp', ...[3, 10, 45, 30, 90].map((days) => `${days} days at once`)],
  ['binance', ...INTRADAY_TIMEFRAMES.map(() => '1000 bars at once')],
  ['csv', ...INTRADAY_TIMEFRAMES.map((timeframe) => `\`<SYMBOL>_${timeframe}.csv\``)],
  ['sim', ...INTRADAY_TIMEFRAMES.map(() => 'since 2000')],
];

const DATASETS: readonly ProvidedDataset[] = ['historical_prices', ...ROW_DATASETS];

/** docs/providers.md. */
export function renderProvidersPage(): string {
  const config = loadConfig({});
  const has = new Map(PROVIDERS.map((id) => [id, new Set(listDatasets(id))]));
  const notes = PROVIDERS.map((id) => {
    const { who, needs, limit } = NOTES[id];
    return [`\`${id}\``, who, needs, limit ? `${String(config[limit])} (\`${limit}\`)` : 'none'];
  });
  const datasets = [...DATASETS.slice(0, 1), 'intraday_prices' as const, ...DATASETS.slice(1)].map(
    (dataset) => [`\`${dataset}\``, ...PROVIDERS.map((id) => (has.get(id)?.has(dataset) ? 'yes' : ''))],
  );
  return `# Providers

${generatedFrom('libs/market-data/src/providers')}

${markdownTable(['provider', 'who that is', 'what it needs', 'requests a minute over all workers'], notes)}

## Who has what

${markdownTable(['dataset', ...PROVIDERS.map((id) => `\`${id}\``)], datasets)}

\`MARKET_DATA_PROVIDERS\` names who is asked, best first, and \`<DATASET>_PROVIDERS\` (\`NEWS_PROVIDERS=fmp,yahoo\`) who is asked
for one dataset; who lacks it is passed over. The next one is asked for the subjects that one does not know or has nothing
of, and for all of a request that failed. Rate limits and outages are waited for and asked again, at most three times; a
refused key or plan is left alone for ten minutes, for that dataset. Every row says who gave it.

Daily prices may be asked of several at once and voted on: \`HISTORICAL_PRICES_QUORUM=3\`
([how](decisions/0022-prices-can-be-voted-on.md)).

Companies with real prices but without keys: \`MARKET_DATA_PROVIDERS=yahoo,sec\` with \`SEC_USER_AGENT\`. With a key of FRED for the economy:
\`ECONOMIC_INDICATORS_PROVIDERS=fred\`, \`ECONOMIC_EVENTS_PROVIDERS=fred\`.

## Bars shorter than a day

\`historical_prices\` brings them where its payload names a timeframe (\`barkeep trigger historical_prices --params
'{"timeframe":"5m"}'\`), \`POST /api/v1/market-data/backfill\` and \`barkeep backfill historical_prices --timeframe 5m\` for days of the
past. Who is asked is said by \`HISTORICAL_PRICES_PROVIDERS\`. Bars are counted from the opening of their session and end with
it; what lies between them or outside goes into quarantine, and coverage counts sessions: those of which
there is nothing, and under \`partial\` those that lack bars, which a run asks for again for a week.

${markdownTable(
  ['provider', ...INTRADAY_TIMEFRAMES.map((timeframe) => `\`${timeframe}\``)],
  INTRADAY_NOTES.map(([id, ...notes]) => [`\`${id}\``, ...notes]),
)}

## What \`sim\` is

The default, so that everything can be tried offline: a market that is invented, a pure function of \`SIM_SEED\`, symbol and
time ([why](decisions/0016-the-simulated-market-is-one-function.md)). What belongs together fits together: dividends are
those of the prices, reports move them, books balance, calls and puts keep parity, releases say the values of their series.
Greeks are for one contract's share: theta a calendar day, vega and rho a hundredth. Its rows are labelled \`sim\` and are
never the truth about anything. A symbol that begins with \`UNKNOWN\` is unknown to it, \`^…\` is an index, \`…USD\` a pair.

## The folder of \`csv\`

\`MARKET_DATA_FOLDER\` holds daily prices as \`<SYMBOL>_1d.csv\` or \`<SYMBOL>.csv\`, raw. Of every other dataset it may hold
\`<dataset>.csv\` with all subjects, and \`<dataset>/<SYMBOL>.csv\` (or series) with one, where the first column is not needed.
The first line names columns of this list, in any order; those in bold must be there. Commas separate, and a cell in
quotes may have several lines. Dates are \`YYYY-MM-DD\`, instants ISO 8601 (UTC where they name no zone) or Unix time, lists
are separated by spaces, an empty cell says nothing. A line that is no row goes into quarantine with its number and every
fault of it. Rows that are published later than now wait.

${DATASET_TABLE.map(listColumns).join('\n')}

## When a row could be known

Known-at functions of strategies read \`published_at\`; where it is null a row counts as known when it was stored. Where a
vendor tells a day and no hour, it is the end of that day in New York: too late is the side on which no backtest sees
what was to come.

- **Statements**: \`fmp\` tells the instant at which the SEC accepted them. Of \`sec\` it is the day of filing: that of the
  filing in which each number first stood, so that last year's number beside this year's is not news, and a restated one
  is. \`yahoo\` does not tell.
- **Economic series**: \`fred\` gives each value as it was first published, and when; revisions do not replace it. Where it
  keeps no vintages it is the latest value, and nobody knows since when.
- **Earnings**: by the end of the session that the report's time names (09:30, 16:00 or 20:00 in New York), else of the
  day. Dates to come and estimates are known when they are stored.
- **Dividends**: the day of declaration, at \`fmp\`. **News, quotes, chains**: the vendor's instant.

## What else to know

- A fiscal period is named by the end of the month nearest to its last day, as \`yahoo\` does, so that rows of several
  providers about one quarter are versions of one row. The last day itself is in \`extra.period_end\`.
- \`fmp\` does not say which quarter an entry of \`earnings\` is about: it is the one that was over and not filed yet by its
  statements, which costs a second request; quarters to come follow every three months. An entry of which the statements
  say nothing is left out.
- Class shares are written with a hyphen, \`BRK-B\`, as vendors do.
- \`fmp\` writes nought where it knows nothing: in statements nought is null.
- \`sec\` has quarters that nobody files (the fourth; in cash flows also second and third) as the difference of what was
  filed; earnings a share of the fourth quarter are null.
- \`yahoo\` is asked with a cookie and a crumb that it hands out. Where it wants consent first (in the European Union) it
  refuses; \`YAHOO_PAGE_URL\` may name another of its pages that sets the cookie. Its terms forbid passing its data on.
- Keys travel in headers where the vendor allows it. No address and no key is in a log, an error or a task.
`;
}

const SUBJECT_COLUMNS = { instrument: ['symbol'], series: ['series'], world: [] } as const;

function listColumns({ name, subject, columns }: DatasetDefinition): string {
  const own = Object.entries(columns).map(([column, spec]) => {
    return spec.endsWith('!') ? `**${toColumnName(column)}**` : toColumnName(column);
  });
  const about = SUBJECT_COLUMNS[subject].map((column) => `**${column}**`);
  return `- \`${name}\`: ${[...about, ...own].join(' ')}`;
}
