/** Strategies that users keep: a row each, and a row for every version of its document. */
export const strategies = {
  name: '0008-strategies',
  sql: `
create table strategies (
  id text primary key,
  -- That of the newest version.
  name text not null,
  version integer not null check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index strategies_by_change on strategies (updated_at desc, id desc);

create table strategy_versions (
  strategy_id text not null references strategies on delete cascade,
  version integer not null check (version > 0),
  -- json, not jsonb: the members stay in the order in which they were written.
  document json not null,
  strategy_hash text not null,
  note text,
  created_at timestamptz not null,
  primary key (strategy_id, version)
);
create index strategy_versions_by_hash on strategy_versions (strategy_hash);
`,
};
