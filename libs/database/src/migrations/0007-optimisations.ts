/** Optimisations: ranges of trials while they run, then what was found. */
export const optimisations = {
  name: '0007-optimisations',
  sql: `
-- A range is claimed for a while, and claimed again by another when its worker is lost.
create table optimise_ranges (
  run_id text not null references tasks on delete cascade,
  chunk integer not null,
  first_trial integer not null,
  end_trial integer not null,
  owner text,
  lease_until timestamptz,
  trials_done integer not null default 0,
  best jsonb,
  packed bytea,
  finished_at timestamptz,
  primary key (run_id, chunk)
);
alter table optimise_ranges alter column packed set storage external;

create table optimise_results (
  task_id text primary key references tasks on delete cascade,
  fence integer not null,
  partial boolean not null,
  strategy jsonb not null,
  request jsonb not null,
  plan jsonb not null,
  fixed jsonb not null,
  engine_version text not null,
  strategy_hash text not null,
  data_digest text not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  duration_ms double precision not null,
  trials_planned integer not null,
  trials_done integer not null,
  trials_refused integer not null,
  objective text not null,
  best_objective double precision,
  deflated_sharpe double precision,
  overfitting double precision,
  findings jsonb,
  best_metrics jsonb,
  walk_forward jsonb
);
create index optimise_results_by_time on optimise_results (finished_at desc);
create index optimise_results_by_strategy on optimise_results (strategy_hash);

create table optimise_tables (
  task_id text not null references optimise_results on delete cascade,
  name text not null check (name in ('trials', 'equity')),
  length integer not null,
  packed bytea not null,
  primary key (task_id, name)
);
alter table optimise_tables alter column packed set storage external;
`,
};
