import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { always, findCalendar, type Bar, type CorporateAction, type Timeframe } from '#domain';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { writeActions } from '../actions/corporate-action.repository.js';
import type { Transaction } from '../database.js';
import {
  openIngest,
  recordIngest,
  type DataOrigin,
  type IngestCounts,
  type IngestOpening,
} from '../ingest.js';
import { holdInstrument, type StoredInstrument } from '../instruments/instrument.repository.js';
import { assertInOrder, toBarColumns, type BarColumns } from './bar-columns.js';
import { assertUnmixed } from './bar-providers.js';
import { compareStored, type BarDifference } from './compare-stored.js';
import { encodeBars, ENCODED_COLUMNS } from './copy-format.js';

export interface BarUpsert extends DataOrigin {
  symbol: string;
  timeframe: Timeframe;
  /** Oldest first, open times unique. */
  bars: readonly Bar[] | BarColumns;
  /** Splits and dividends that come with them. */
  actions?: readonly CorporateAction[];
  /** Series beside which bars of the provider may not stand if one are invented and the others real. */
  unmixedWith?: readonly Timeframe[];
}

/** `knownAt` and `batch` are those of this ingest, or null when nothing had to be written. */
export interface BarUpsertResult extends IngestCounts {
  knownAt: number | null;
  batch: number | null;
}

const NOTHING_DONE: BarUpsertResult = { inserted: 0, changed: 0, unchanged: 0, knownAt: null, batch: null };

const COPY_BARS = `copy bars (${ENCODED_COLUMNS}) from stdin (format binary)`;

/** A trigger keeps them as replaced versions. No join, so that no plan can be ruinous. */
const DELETE_RANGE = `
  delete from bars where instrument_id = $1 and timeframe = $2 and open_time between $3 and $4`;

const DELETE_STAMPS = `
  delete from bars where instrument_id = $1 and timeframe = $2 and open_time = any($3::timestamptz[])`;

/** So many stamps go with one statement. */
const STAMPS_AT_ONCE = 50_000;

const ENSURE_PARTITIONS = `
  select distinct ensure_bar_partition($1, stamp) as partition from unnest($2::timestamptz[]) stamp order by 1`;

/** From so many written rows on their statistics are not left to autovacuum: plans made before it comes are ruinous. */
const MANY_ROWS = 10_000;

/** $1 instrument, $2 timeframe, $3 inserted, $4 first, $5 last, $6 batch. */
const NOTE_SERIES = `
  insert into bar_series (instrument_id, timeframe, bar_count, first_open, last_open, batch)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (instrument_id, timeframe) do update set
    bar_count = bar_series.bar_count + excluded.bar_count,
    first_open = least(bar_series.first_open, excluded.first_open),
    last_open = greatest(bar_series.last_open, excluded.last_open),
    batch = excluded.batch`;

/**
 * Writes what is new or different, in the caller's transaction. Rows that are equal already stay untouched; one that
 * differs is taken away and written anew.
 * @throws MixedProviders.
 */
export async function upsertBars(transaction: Transaction, upsert: BarUpsert): Promise<BarUpsertResult> {
  const { queries, client } = transaction;
  const { provider, runId, actions = [], unmixedWith = [] } = upsert;
  const bars = 'openTime' in upsert.bars ? upsert.bars : toBarColumns(upsert.bars);
  assertInOrder(bars);
  const instrument = await holdInstrument(queries, upsert.symbol);
  if (bars.length + actions.length === 0) return NOTHING_DONE;
  await client.query('set local statement_timeout = 0');
  const opening = await openIngest(client, instrument.id);
  await assertUnmixed(client, instrument.id, unmixedWith, provider);
  const done =
    bars.length === 0 ? NOTHING_DONE : await writeBars(transaction, instrument, upsert, { bars, opening });
  // They are an ingest of their own, and what is replaced ends with the newest that was opened.
  if (actions.length > 0) await writeActions(transaction, instrument, actions, { provider, runId });
  return done;
}

async function writeBars(
  transaction: Transaction,
  instrument: StoredInstrument,
  upsert: BarUpsert,
  { bars, opening }: { bars: BarColumns; opening: IngestOpening },
): Promise<BarUpsertResult> {
  const { client } = transaction;
  const difference = await compareStored(client, instrument.id, upsert.timeframe, bars);
  const { written, changed } = difference;
  const counts = { inserted: written.length - changed.length, changed: changed.length };
  const unchanged = bars.length - written.length;
  if (written.length === 0) return { ...counts, unchanged, knownAt: null, batch: null };
  if (changed.length > 0) await deleteBars(client, [instrument.id, upsert.timeframe], bars, difference);
  await insertBars(client, instrument, upsert, { bars, rows: written, opening });
  const [firstOpen, lastOpen] = [bars.openTime[0], bars.openTime[bars.length - 1]];
  await client.query(NOTE_SERIES, [
    ...[instrument.id, upsert.timeframe, counts.inserted],
    ...[new Date(firstOpen), new Date(lastOpen), opening.batch],
  ]);
  await recordIngest(transaction, {
    ...opening,
    ...counts,
    ...{ firstOpen, lastOpen },
    instrumentId: instrument.id,
    dataset: 'bars',
    timeframe: upsert.timeframe,
    provider: upsert.provider,
    runId: upsert.runId,
  });
  return { ...counts, unchanged, ...opening };
}

/** A range is deleted twice as fast as stamps are, and it is what a split or another vendor replaces. */
async function deleteBars(
  client: PoolClient,
  series: readonly [instrumentId: number, timeframe: Timeframe],
  { openTime }: BarColumns,
  { changed, isWholeRange }: BarDifference,
): Promise<void> {
  const toStamps = (rows: Uint32Array) => Array.from(rows, (row) => new Date(openTime[row]).toISOString());
  if (isWholeRange) {
    await client.query(DELETE_RANGE, [
      ...series,
      ...toStamps(changed.subarray(0, 1)),
      ...toStamps(changed.subarray(-1)),
    ]);
    return;
  }
  for (let from = 0; from < changed.length; from += STAMPS_AT_ONCE)
    await client.query(DELETE_STAMPS, [...series, toStamps(changed.subarray(from, from + STAMPS_AT_ONCE))]);
}

async function insertBars(
  client: PoolClient,
  instrument: StoredInstrument,
  { timeframe, provider, runId }: BarUpsert,
  { bars, rows, opening }: { bars: BarColumns; rows: Uint32Array; opening: IngestOpening },
): Promise<void> {
  const calendar = findCalendar(instrument.calendar) ?? always;
  const eventTime = bars.openTime.map((openTime) => calendar.closeTimeOf(openTime, timeframe));
  const origin = { instrumentId: instrument.id, timeframe, ...opening, provider, runId };
  const partitions = await ensurePartitions(client, timeframe, bars, rows);
  await pipeline(Readable.from(encodeBars(bars, eventTime, rows, origin)), client.query(copyFrom(COPY_BARS)));
  if (rows.length >= MANY_ROWS) await client.query(`analyze ${partitions.join(', ')}`);
}

/** Makes the tables of the years of the rows where there are none yet; gives their names, in one order for everybody. */
async function ensurePartitions(
  client: PoolClient,
  timeframe: Timeframe,
  { openTime }: BarColumns,
  rows: Uint32Array,
): Promise<string[]> {
  const stamps: Date[] = [];
  let nextYear = -Infinity;
  for (const row of rows) {
    if (openTime[row] < nextYear) continue;
    const stamp = new Date(openTime[row]);
    stamps.push(stamp);
    nextYear = Date.UTC(stamp.getUTCFullYear() + 1, 0);
  }
  const { rows: found } = await client.query<{ partition: string }>(ENSURE_PARTITIONS, [timeframe, stamps]);
  return found.map(({ partition }) => client.escapeIdentifier(partition));
}
