import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Bar, Timeframe } from '#domain';
import { always, findCalendar } from '#domain';
import { from as copyFrom } from 'pg-copy-streams';
import type { Transaction } from '../database.js';
import {
  openIngest,
  recordIngest,
  type DataOrigin,
  type IngestCounts,
  type IngestOpening,
} from '../ingest.js';
import { requireInstrument, type StoredInstrument } from '../instruments/instrument.repository.js';
import { assertInOrder, toBarColumns, type BarColumns } from './bar-columns.js';
import { encodeBars } from './copy-format.js';

export interface BarUpsert extends DataOrigin {
  symbol: string;
  timeframe: Timeframe;
  /** Oldest first, open times unique. */
  bars: readonly Bar[] | BarColumns;
}

/** `knownAt` and `batch` are those of this ingest, or null when nothing had to be written. */
export interface BarUpsertResult extends IngestCounts {
  knownAt: number | null;
  batch: number | null;
}

/** The key keeps every plan of the merge sane, also where the statistics of `bars` are out of date. */
const CREATE_INCOMING = `
  create temp table incoming (
    open_time timestamptz primary key, event_time timestamptz,
    open float8, high float8, low float8, close float8, volume float8
  ) on commit drop`;

const COPY_INCOMING = `
  copy incoming (open_time, event_time, open, high, low, close, volume) from stdin (format binary)`;

/** $1 instrument, $2 timeframe, $3 known_at, $4 batch, $5 provider, $6 run. */
const CHANGE_BARS = `
  update bars b
  set open = i.open, high = i.high, low = i.low, close = i.close, volume = i.volume,
      event_time = i.event_time, known_at = $3, batch = $4, provider = $5, run_id = $6
  from incoming i
  where b.instrument_id = $1 and b.timeframe = $2 and b.open_time = i.open_time
    and (b.open, b.high, b.low, b.close, b.volume) is distinct from (i.open, i.high, i.low, i.close, i.volume)`;

const INSERT_BARS = `
  insert into bars
    (instrument_id, timeframe, open_time, open, high, low, close, volume, event_time, known_at, batch, provider, run_id)
  select $1, $2, i.open_time, i.open, i.high, i.low, i.close, i.volume, i.event_time, $3, $4, $5, $6
  from incoming i`;

/** A conflict costs more than it takes to look first; nobody else writes bars of the instrument meanwhile. */
const INSERT_MISSING_BARS = `${INSERT_BARS}
  where not exists (
    select from bars b where b.instrument_id = $1 and b.timeframe = $2 and b.open_time = i.open_time)`;

const FIND_RANGE = `
  select first_open, last_open from bar_series where instrument_id = $1 and timeframe = $2`;

/** From so many new rows on their statistics are not left to autovacuum: plans made before it comes are ruinous. */
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

/** Writes what is new or different, in the caller's transaction. Rows that are equal already stay untouched. */
export async function upsertBars(transaction: Transaction, upsert: BarUpsert): Promise<BarUpsertResult> {
  const { queries, client } = transaction;
  const bars = 'openTime' in upsert.bars ? upsert.bars : toBarColumns(upsert.bars);
  assertInOrder(bars);
  const instrument = await requireInstrument(queries, upsert.symbol);
  if (bars.length === 0) return { inserted: 0, changed: 0, unchanged: 0, knownAt: null, batch: null };
  await client.query('set local statement_timeout = 0');
  await copyIncoming(transaction, bars, closeTimesOf(instrument, upsert.timeframe, bars));
  const opening = await openIngest(client, instrument.id);
  const isBeside = await liesBeside(transaction, instrument.id, upsert.timeframe, bars);
  const written = await mergeIncoming(transaction, instrument.id, upsert, opening, isBeside);
  const unchanged = bars.length - written.inserted - written.changed;
  if (unchanged === bars.length) return { ...written, unchanged, knownAt: null, batch: null };
  await client.query(NOTE_SERIES, [
    instrument.id,
    upsert.timeframe,
    written.inserted,
    new Date(bars.openTime[0]),
    new Date(bars.openTime[bars.length - 1]),
    opening.batch,
  ]);
  await recordIngest(transaction, {
    ...opening,
    ...written,
    instrumentId: instrument.id,
    dataset: 'bars',
    timeframe: upsert.timeframe,
    provider: upsert.provider,
    runId: upsert.runId,
  });
  return { ...written, unchanged, ...opening };
}

function closeTimesOf(instrument: StoredInstrument, timeframe: Timeframe, bars: BarColumns): Float64Array {
  const calendar = findCalendar(instrument.calendar) ?? always;
  return bars.openTime.map((openTime) => calendar.closeTimeOf(openTime, timeframe));
}

async function copyIncoming(
  { client }: Transaction,
  bars: BarColumns,
  eventTime: Float64Array,
): Promise<void> {
  await client.query(CREATE_INCOMING);
  await pipeline(Readable.from(encodeBars(bars, eventTime)), client.query(copyFrom(COPY_INCOMING)));
  await client.query('analyze incoming');
}

async function mergeIncoming(
  { client }: Transaction,
  instrumentId: number,
  upsert: BarUpsert,
  opening: IngestOpening,
  isBeside: boolean,
): Promise<{ inserted: number; changed: number }> {
  const values = [
    instrumentId,
    upsert.timeframe,
    new Date(opening.knownAt),
    opening.batch,
    upsert.provider,
    upsert.runId,
  ];
  const changed = isBeside ? 0 : ((await client.query(CHANGE_BARS, values)).rowCount ?? 0);
  const { rowCount } = await client.query(isBeside ? INSERT_BARS : INSERT_MISSING_BARS, values);
  if ((rowCount ?? 0) >= MANY_ROWS) await client.query('analyze bars');
  return { inserted: rowCount ?? 0, changed };
}

/** Whether all stored bars of the series are older or newer, so that there is nothing to compare. */
async function liesBeside(
  { client }: Transaction,
  instrumentId: number,
  timeframe: Timeframe,
  { openTime, length }: BarColumns,
): Promise<boolean> {
  const { rows } = await client.query<{ first_open: Date; last_open: Date }>(FIND_RANGE, [
    instrumentId,
    timeframe,
  ]);
  return rows.every(
    (stored) =>
      stored.last_open.getTime() < openTime[0] || stored.first_open.getTime() > openTime[length - 1],
  );
}
