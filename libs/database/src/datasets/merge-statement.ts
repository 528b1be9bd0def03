import { toColumnName, type ColumnKind } from '#domain';
import { SQL_TYPES, type DatasetColumn, type DatasetTable } from './dataset-sql.js';

/** Providers differ by less than this (relative) where they mean the same number. */
const TOLERANCE = 1e-4;

/** Kinds of which a different value is another fact; providers word the others as they like. */
const IS_FIGURE: Readonly<Record<ColumnKind, boolean>> = {
  number: true,
  integer: true,
  boolean: true,
  date: true,
  instant: true,
  text: false,
  texts: false,
  json: false,
};

const statements = new Map<string, string>();

/**
 * Writes rows that are new or different, and counts for each subject.
 * $1 rows as JSON, $2 known_at, $3 batch, $4 provider, $5 run, $6 the providers that are preferred to this one.
 */
export function mergeStatement(table: DatasetTable): string {
  let statement = statements.get(table.name);
  if (!statement) statements.set(table.name, (statement = build(table)));
  return statement;
}

/**
 * A row is one provider's as a whole. A row of a preferred one is replaced only where a figure of both is another. The
 * lookup is a lateral subquery that the planner may not merge (offset 0): always by the key, whatever the statistics
 * of a table say that has just grown.
 */
function build(table: DatasetTable): string {
  const { name, key, columns, subject } = table;
  const own = [...(subject ? [subject] : []), ...columns.map(({ sql }) => sql)];
  const types = columns.map(({ sql, kind }) => `${sql} ${SQL_TYPES[kind]}`);
  const subjectTypes = subject ? [`${subject} ${subject === 'series' ? 'text' : 'integer'}`] : [];
  const values = columns.filter(({ sql }) => !key.includes(sql));
  const valuesOf = (row: string) => list(values.map(({ sql }) => `${row}.${sql}`));
  const origin = ['event_time', 'known_at', 'batch', 'provider', 'run_id'];
  const originOf = (row: string) =>
    `coalesce(${row}.event_time, $2::timestamptz), $2::timestamptz, $3, $4, $5`;
  return `
    with incoming as (
      select *, ${toColumnName(table.definition.time)}::timestamptz as event_time
      from json_to_recordset($1) as r(${list([...subjectTypes, ...types])})
    ), met as materialized (
      select i.*,
        t.known_at is null as is_new,
        t.known_at is not null and case when t.provider = any($6::text[])
          then ${values.map(contradicts).join(' or ')}
          else (${valuesOf('t')}) is distinct from (${valuesOf('i')}) end as differs
      from incoming i
      left join lateral (select * from ${name} t where ${match(key, 'i')} offset 0) t on true
    ), changed as (
      update ${name} t set (${list([...values.map(({ sql }) => sql), ...origin])}) = (${valuesOf('m')}, ${originOf('m')})
      from met m where m.differs and ${match(key, 'm')}
    ), added as (
      insert into ${name} (${list([...own, ...origin])}) select ${list(own)}, ${originOf('met')} from met where is_new
    )
    select ${subject ? `${subject}::text as subject,` : ''}
      (count(*) filter (where is_new))::int as inserted, (count(*) filter (where differs))::int as changed
    from met ${subject ? `group by ${subject}` : ''}`;
}

const list = (parts: readonly string[]) => parts.join(', ');

/** Whether a row of the table (t) has the key of another. */
function match(key: readonly string[], other: string): string {
  const conditions = key.map((name) => `t.${name} = ${name === 'provider' ? '$4' : `${other}.${name}`}`);
  return conditions.join(' and ') || 'true';
}

/** Whether an incoming value (i) says otherwise than the stored one (t), rather than more or less. */
function contradicts({ sql, kind }: DatasetColumn): string {
  const [stored, incoming] = [`t.${sql}`, `i.${sql}`];
  if (!IS_FIGURE[kind]) return 'false';
  if (kind !== 'number') return `coalesce(${stored} <> ${incoming}, false)`;
  const scale = `greatest(abs(${stored}), abs(${incoming}))`;
  return `coalesce(abs(${stored} - ${incoming}) > ${TOLERANCE} * ${scale}, false)`;
}
