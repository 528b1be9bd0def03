import type { PoolClient } from 'pg';
import type { BarRequest } from './bar-request.js';

/** The stored bar before an instant; null where there is none, or none at or after the instant. */
export type PreviousClose = number | null;

type Series = Pick<BarRequest, 'timeframe' | 'asOf'> & { instrumentId: number };

const END_OF_TIME = Date.UTC(9999, 0);

/** $1 instrument, $2 timeframe, $3 instants. */
const CURRENT = `
  select b.open_time, b.close
  from unnest($3::timestamptz[]) with ordinality as e(instant, place)
  left join lateral (
    select open_time, close from bars
    where instrument_id = $1 and timeframe = $2 and open_time < e.instant
    order by open_time desc limit 1
  ) b on true
  order by e.place`;

/**
 * Looks back $5 current bars at most, however many versions there are of them. $4 as of. `stop` is where to go on when
 * nothing was known so far; null at the beginning of the series.
 */
const KNOWN_NEARBY = `
  select v.open_time, v.close, s.stop
  from unnest($3::timestamptz[]) with ordinality as e(instant, place)
  left join lateral (
    select open_time as stop from bars
    where instrument_id = $1 and timeframe = $2 and open_time < e.instant
    order by open_time desc offset $5 limit 1
  ) s on true
  left join lateral (
    select open_time, close from bar_versions
    where instrument_id = $1 and timeframe = $2 and known_at <= $4 and superseded_at > $4
      and open_time < e.instant and open_time >= coalesce(s.stop, '-infinity')
    order by open_time desc limit 1
  ) v on true
  order by e.place`;

const FIRST_LOOK = 16;
/** Where nothing was known, the next look goes so many times as far back. */
const GROWTH = 8;

interface FoundBar {
  open_time: Date | null;
  close: number | null;
  stop?: Date | null;
}

/** For each instant (UTC ms) the close of the bar before it, where the series goes on at or after the instant. */
export async function loadPreviousCloses(
  client: PoolClient,
  series: Series,
  instants: readonly number[],
): Promise<PreviousClose[]> {
  const find = series.asOf === undefined ? findCurrent : findKnown;
  const bars = await find(client, series, [...instants, END_OF_TIME]);
  const newest = bars[instants.length].open_time?.getTime() ?? -Infinity;
  return instants.map((instant, place) => (instant <= newest ? bars[place].close : null));
}

async function findCurrent(
  client: PoolClient,
  { instrumentId, timeframe }: Series,
  instants: readonly number[],
): Promise<FoundBar[]> {
  const { rows } = await client.query<FoundBar>(CURRENT, [instrumentId, timeframe, toStamps(instants)]);
  return rows;
}

/** Mostly the bar before is known and found at once. */
async function findKnown(
  client: PoolClient,
  { instrumentId, timeframe, asOf }: Series,
  instants: readonly number[],
): Promise<FoundBar[]> {
  const found: FoundBar[] = instants.map(() => ({ open_time: null, close: null }));
  let open = instants.map((instant, place) => ({ instant, place }));
  for (let look = FIRST_LOOK; open.length > 0; look *= GROWTH) {
    const stamps = toStamps(open.map(({ instant }) => instant));
    const { rows } = await client.query<FoundBar>(KNOWN_NEARBY, [
      ...[instrumentId, timeframe, stamps, new Date(asOf!), look],
    ]);
    rows.forEach((row, index) => (found[open[index].place] = row));
    open = open.flatMap(({ place }) => {
      const { open_time: openTime, stop } = found[place];
      return openTime === null && stop ? [{ instant: stop.getTime(), place }] : [];
    });
  }
  return found;
}

function toStamps(instants: readonly number[]): string[] {
  return instants.map((instant) => new Date(instant).toISOString());
}
