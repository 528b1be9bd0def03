import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { BarRequest } from './bar-request.js';

/** Current and replaced versions come in two orders; a million of them fit. */
const SORT_IN_MEMORY = `set local work_mem = '96MB'`;

/** Stored bars of an instrument for a `BarDecoder`, as they are, oldest first. */
export async function copyStored(
  client: PoolClient,
  instrumentId: number,
  request: Omit<BarRequest, 'symbol' | 'adjust'>,
  limit?: number,
): Promise<AsyncIterable<Buffer>> {
  if (request.asOf !== undefined) await client.query(SORT_IN_MEMORY);
  return client.query(
    copyTo(copyStatement((text) => client.escapeLiteral(text), instrumentId, request, limit)),
  );
}

/** COPY takes no parameters. Values are written out, so that the plan is made for how much of the series is wanted. */
function copyStatement(
  literal: (text: string) => string,
  instrumentId: number,
  { timeframe, start, end, asOf }: Omit<BarRequest, 'symbol' | 'adjust'>,
  limit: number | undefined,
): string {
  const instant = (value: number) => `${literal(new Date(value).toISOString())}::timestamptz`;
  const conditions = [
    `instrument_id = ${instrumentId}`,
    `timeframe = ${literal(timeframe)}`,
    ...(start === undefined || start === -Infinity ? [] : [`open_time >= ${instant(start)}`]),
    ...(end === undefined || end === Infinity ? [] : [`open_time < ${instant(end)}`]),
    ...(asOf === undefined ? [] : [`known_at <= ${instant(asOf)}`, `superseded_at > ${instant(asOf)}`]),
  ];
  return `
    copy (
      select open_time, open, high, low, close, volume from ${asOf === undefined ? 'bars' : 'bar_versions'}
      where ${conditions.join(' and ')}
      order by open_time ${limit === undefined ? '' : `limit ${limit}`}
    ) to stdout (format binary)`;
}
