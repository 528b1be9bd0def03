import type { PoolClient } from 'pg';
import type { DatasetTable } from './dataset-sql.js';

/** Whom nothing was stored of, and why. */
export interface RefusedSubject {
  subject: string;
  reason: string;
}

/** Stands for the one subject of a dataset of the world. */
export const WORLD = '';

/** A row of any dataset, as code has it. */
export type AnyRow = Readonly<Record<string, unknown>> & { symbol?: string; series?: string };

export function subjectOf({ definition: { subject } }: DatasetTable, row: AnyRow): string {
  return (subject === 'instrument' ? row.symbol : subject === 'series' ? row.series : WORLD) ?? WORLD;
}

/** The subjects of the rows by what the table calls them; without those that nothing may be stored of. */
export async function resolveSubjects(
  client: PoolClient,
  table: DatasetTable,
  subjects: readonly string[],
  provider: string,
): Promise<{ keys: Map<string, number | string>; refused: RefusedSubject[] }> {
  const keys = await findKeys(client, table, subjects);
  const refused = subjects
    .filter((subject) => !keys.has(subject))
    .map((subject) => ({ subject, reason: 'there is no such symbol' }));
  for (const [subject, other] of await findOtherSources(client, table, keys, provider)) {
    keys.delete(subject);
    refused.push({
      subject,
      reason: `rows of ${other} are stored; those of ${provider} are not mixed with them`,
    });
  }
  return { keys, refused };
}

async function findKeys(
  client: PoolClient,
  table: DatasetTable,
  subjects: readonly string[],
): Promise<Map<string, number | string>> {
  if (table.subject !== 'instrument_id') return new Map(subjects.map((subject) => [subject, subject]));
  const { rows } = await client.query<{ id: number; symbol: string }>(
    'select id, symbol from instruments where symbol = any($1)',
    [subjects],
  );
  return new Map(rows.map(({ id, symbol }) => [symbol, id]));
}

/**
 * Subjects that hold invented rows where these are real, or the other way round, with who brought those. They are never
 * mixed, so that one row tells.
 */
async function findOtherSources(
  client: PoolClient,
  { name, subject }: DatasetTable,
  keys: ReadonlyMap<string, number | string>,
  provider: string,
): Promise<[subject: string, provider: string][]> {
  const type = subject === 'instrument_id' ? 'integer' : 'text';
  const { rows } = await client.query<{ subject: string; provider: string }>(
    `select s.subject, t.provider
     from unnest($1::text[], $2::${type}[]) as s(subject, key)
     cross join lateral (select provider from ${name} ${subject ? `where ${subject} = s.key` : ''} limit 1) t
     where (t.provider = 'sim') <> ($3 = 'sim')`,
    [[...keys.keys()], [...keys.values()], provider],
  );
  return rows.map((row) => [row.subject, row.provider]);
}
