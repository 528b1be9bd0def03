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

export interface ResolvedSubjects {
  /** What the table calls each subject of which rows may be stored. */
  keys: Map<string, number | string>;
  refused: RefusedSubject[];
  /** Those of `keys` that hold invented rows, which real ones now take the place of. */
  invented: (number | string)[];
}

/**
 * Invented rows never come among real ones. Real ones take their place, but not those of a symbol, which may have
 * invented prices too: that is for its owner to remove.
 */
export async function resolveSubjects(
  client: PoolClient,
  table: DatasetTable,
  subjects: readonly string[],
  provider: string,
): Promise<ResolvedSubjects> {
  const keys = await findKeys(client, table, subjects);
  const refused = subjects
    .filter((subject) => !keys.has(subject))
    .map((subject) => ({ subject, reason: 'there is no such symbol' }));
  const others = await findOtherSources(client, table, keys, provider);
  const isReplaced = provider !== 'sim' && table.subject !== 'instrument_id';
  const invented = isReplaced ? others.map(([subject]) => keys.get(subject)!) : [];
  for (const [subject, other] of isReplaced ? [] : others) {
    keys.delete(subject);
    const reason = `rows of ${other} are stored; those of ${provider} are not mixed with them`;
    refused.push({ subject, reason });
  }
  return { keys, refused, invented };
}

/** Removes all rows of the subjects, every version. */
export async function forgetSubjects(
  client: PoolClient,
  { name, subject }: DatasetTable,
  keys: readonly (number | string)[],
): Promise<void> {
  if (keys.length === 0) return;
  await client.query(`select set_config('barkeep.keep_versions', 'off', true)`);
  for (const table of [name, `${name}_history`])
    await client.query(`delete from ${table} where ${subject ?? `''`} = any($1)`, [keys]);
  await client.query(`select set_config('barkeep.keep_versions', 'on', true)`);
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
