/** How far each backfill has come: a run that ends is taken up at its next chunk. */
export const backfills = {
  name: '0016-backfills',
  sql: `
create table backfills (
  task_id text primary key references tasks on delete cascade,
  chunks jsonb not null,
  next_chunk integer not null default 0,
  counts jsonb not null,
  updated_at timestamptz not null default now()
);
`,
};
