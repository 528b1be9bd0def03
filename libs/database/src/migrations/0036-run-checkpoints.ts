/** What long runs have come to, so that another worker can go on with them. */
export const runCheckpoints = {
  name: '0036-run-checkpoints',
  sql: `
create table run_checkpoints (
  task_id text not null references tasks on delete cascade,
  -- From 0 on; each holds what is new since the one before.
  number integer not null,
  packed bytea not null,
  kept_at timestamptz not null default now(),
  primary key (task_id, number)
);
-- The content is deflated already.
alter table run_checkpoints alter column packed set storage external;
`,
};
