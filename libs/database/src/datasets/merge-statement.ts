import { SQL_TYPES, type DatasetColumn, type DatasetTable } from './dataset-sql.js';

/** Providers differ by less than this (relative) where they mean the same number. */
const TOLERANCE = 1e-4;

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
 * The lookup is a lateral subquery that the planner may not merge (offset 0): always by the key, whatever the
 * statistics of a table say that has just grown.
 */
function build(table: DatasetTable): string {
  const subject = table.subject ? [table.subject] : [];
  const names = table.columns.map(({ sql }) => sql);
  const values = table.columns.filter(({ sql }) => !table.key.includes(sql));
  const settled = values.map(settle);
  const types = table.columns.map(({ sql, kind }) => `${sql} ${SQL_TYPES[kind]}`);
  const subjectTypes = subject.map((name) => `${name} ${name === 'series' ? 'text' : 'integer'}`);
  const written = ['event_time', ...values.map(({ sql }) => sql)];
  return `
    with incoming as (
      select *, $4::text as provider
      from json_to_recordset($1) as r(${[...subjectTypes, ...types, 'event_time timestamptz'].join(', ')})
    ), met as materialized (
      select ${[...table.key, 'event_time', ...names.filter((name) => table.key.includes(name))]
        .filter((name, at, all) => all.indexOf(name) === at)
        .map((name) => `i.${name}`)
        .join(', ')},
        ${settled.map((value, at) => `${value} as ${values[at].sql}`).join(', ')},
        t.known_at is null as is_new,
        t.known_at is not null
          and (${values.map(({ sql }) => `t.${sql}`).join(', ')}) is distinct from (${settled.join(', ')}) as differs
      from incoming i
      left join lateral (select * from ${table.name} t where ${match(table, 't', 'i')} offset 0) t on true
    ), changed as (
      update ${table.name} t
      set ${written.map((name) => `${name} = ${name === 'event_time' ? 'coalesce(m.event_time, $2)' : `m.${name}`}`).join(', ')},
          known_at = $2, batch = $3, provider = $4, run_id = $5
      from met m where m.differs and ${match(table, 't', 'm')}
    ), added as (
      insert into ${table.name} (${[...subject, ...names, 'event_time', 'known_at', 'batch', 'provider', 'run_id'].join(', ')})
      select ${[...subject, ...names].map((name) => `m.${name}`).join(', ')}, coalesce(m.event_time, $2), $2, $3, $4, $5
      from met m where m.is_new
    )
    select ${subject.map((name) => `${name}::text as subject,`).join('')}
      (count(*) filter (where is_new))::int as inserted, (count(*) filter (where differs))::int as changed
    from met ${subject.map((name) => `group by ${name}`).join('')}`;
}

function match({ key }: DatasetTable, stored: string, other: string): string {
  return key.map((name) => `${stored}.${name} = ${other}.${name}`).join(' and ') || 'true';
}

/**
 * What a stored (t) and an incoming value (i) come to. A provider replaces its own values. A value that is missing
 * never replaces another provider's. Beside a preferred provider only what differs by more than rounding counts, and
 * texts not at all.
 */
function settle({ sql, kind }: DatasetColumn): string {
  const [stored, incoming] = [`t.${sql}`, `i.${sql}`];
  const filled = `coalesce(${incoming}, ${stored})`;
  const besidePreferred = {
    number: `case when ${isNear(stored, incoming)} then ${stored} else ${filled} end`,
    integer: filled,
    boolean: filled,
    date: filled,
    instant: filled,
    text: `coalesce(${stored}, ${incoming})`,
    texts: `coalesce(${stored}, ${incoming})`,
    json: `coalesce(${stored}, ${incoming})`,
  }[kind];
  return `case when t.known_at is null or t.provider = $4 then ${incoming}
    when t.provider = any($6::text[]) then ${besidePreferred} else ${filled} end`;
}

function isNear(one: string, other: string): string {
  return `abs(${one} - ${other}) <= ${TOLERANCE} * greatest(abs(${one}), abs(${other}))`;
}
