import type { BacktestRequest } from '#backtest-engine';
import type { CorporateActionRepository, DatasetRepository } from '#database';
import { BarkeepError, datasetDefinition, type BarSeries } from '#domain';
import { toAsOfInstant } from '#market-data';
import type { KnownNeed, KnownRows } from '#strategy';

/** Where the rows of datasets lie that strategies read. */
export interface KnownData {
  datasets: Pick<DatasetRepository, 'loadKnown'>;
  actions: Pick<CorporateActionRepository, 'list'>;
}

type Value = string | number | boolean | object | null;
type LoadedRow = Readonly<Record<string, Value>> & { publishedAt: number };

/** What later splits do to figures that were stated in shares of their day. */
const UNITS: Readonly<Record<string, 'per_share' | 'shares'>> = {
  basicEarningsPerShare: 'per_share',
  dilutedEarningsPerShare: 'per_share',
  amount: 'per_share',
  weightedAverageBasicShares: 'shares',
  weightedAverageDilutedShares: 'shares',
};

/**
 * Loads the versions of rows that a strategy reads, published by the last close of its bars.
 * @throws BarkeepError DATA_MISSING, since what was there when the task was accepted is gone.
 */
export async function loadKnownRows(
  data: KnownData,
  needs: readonly KnownNeed[],
  request: Pick<BacktestRequest, 'adjust' | 'asOf'>,
  series: readonly BarSeries[],
): Promise<KnownRows[]> {
  const to = series.reduce((last, { closeTime, length }) => Math.max(last, closeTime[length - 1]), 0) + 1;
  const asOf = toAsOfInstant(request.asOf, series[0].timeZone);
  const loaded: KnownRows[] = [];
  for (const need of needs) {
    const rows = await loadRows(data, need, { to, asOf });
    for (const subject of need.subjects) {
      const own = rows.get(subject) ?? [];
      const scaled = request.adjust !== 'raw' && need.columns.some((column) => column in UNITS);
      const splits = scaled && own.length > 0 ? await loadSplits(data, subject, asOf) : [];
      loaded.push(toKnownRows(need, subject, own, splits));
    }
  }
  return loaded;
}

async function loadRows(
  { datasets }: KnownData,
  { dataset, subjects, columns, where }: KnownNeed,
  range: { to: number; asOf: number | undefined },
): Promise<Map<string, LoadedRow[]>> {
  const wanted = [...new Set([...columns, ...datasetDefinition(dataset).key])];
  const rows = (await datasets.loadKnown(dataset, wanted as never[], {
    ...range,
    subjects,
    where,
  })) as unknown as LoadedRow[];
  const bySubject = new Map<string, LoadedRow[]>();
  for (const row of rows) {
    const subject = (row.symbol ?? row.series) as string;
    const own = bySubject.get(subject);
    if (own === undefined) bySubject.set(subject, [row]);
    else own.push(row);
  }
  const missing = subjects.find((subject) => !bySubject.has(subject));
  if (missing === undefined) return bySubject;
  throw new BarkeepError('DATA_MISSING', `There are no ${dataset} of ${missing} by the end of the run`);
}

interface Split {
  /** Midnight of the first day in new shares. */
  at: number;
  value: number;
}

/** Those that have happened; bars know nothing of announced ones. */
async function loadSplits(
  { actions }: KnownData,
  symbol: string,
  asOf: number | undefined,
): Promise<Split[]> {
  const listed = await actions.list(symbol, asOf);
  return listed
    .filter(({ kind }) => kind === 'split')
    .map(({ exDate, value }) => ({ at: Date.parse(exDate), value }))
    .filter(({ at }) => at <= (asOf ?? Date.now()));
}

function toKnownRows(
  { source, dataset, columns }: KnownNeed,
  subject: string,
  rows: readonly LoadedRow[],
  splits: readonly Split[],
): KnownRows {
  const ids = new Map<string, number>();
  const idOf = (row: LoadedRow): number => {
    const key = JSON.stringify(datasetDefinition(dataset).key.map((column) => row[column]));
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    return id;
  };
  // A dividend is stated in the shares of its ex-date, a report in those of the day on which it is published.
  const statedAt = (row: LoadedRow): number =>
    dataset === 'dividends' ? toNumber(row.exDividendDate) : row.publishedAt;
  const valueOf = (row: LoadedRow, column: string): number => {
    const value = toNumber(row[column]);
    const unit = UNITS[column];
    if (unit === undefined) return value;
    const later = splits.filter(({ at }) => at > statedAt(row));
    const factor = later.reduce((product, split) => product * split.value, 1);
    return unit === 'shares' ? value * factor : value / factor;
  };
  return {
    source,
    subject,
    length: rows.length,
    publishedAt: Float64Array.from(rows, ({ publishedAt }) => publishedAt),
    row: Int32Array.from(rows, idOf),
    columns: Object.fromEntries(
      columns.map((column) => [column, Float64Array.from(rows, (row) => valueOf(row, column))]),
    ),
  };
}

/** Dates as UTC milliseconds; what is missing is NaN. */
function toNumber(value: Value | undefined): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? Date.parse(value) : NaN;
}
