/** The durable record of tasks. */
export const tasks = {
  name: '0002-tasks',
  sql: `
create table tasks (
  id text primary key,
  job text not null,
  queue text not null,
  slot timestamptz,
  payload jsonb not null,
  submitter text not null,
  status text not null default 'pending'
    check (status in ('pending', 'running', 'completed', 'failed', 'cancelled', 'timeout')),
  outcome text check (outcome in ('ok', 'partial', 'empty', 'failed', 'skipped')),
  attempt integer not null default 0,
  fence integer not null default 0,
  losses integer not null default 0,
  cancel_requested boolean not null default false,
  keep_partial boolean not null default false,
  worker text,
  error_code text,
  error_message text,
  summary jsonb,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  unique (job, slot)
);
create index tasks_unfinished on tasks (created_at) where finished_at is null;
create index tasks_finished on tasks (finished_at) where finished_at is not null;
create index tasks_by_job on tasks (job, created_at desc);
`,
};
