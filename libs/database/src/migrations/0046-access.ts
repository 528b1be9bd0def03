/** Who may call, and whose things are. What was there before belongs to nobody: operators and admins see it. */
export const access = {
  name: '0046-access',
  sql: `
create table api_keys (
  id text primary key,
  name text not null,
  owner text not null,
  role text not null check (role in ('viewer', 'trader', 'operator', 'admin')),
  -- SHA-256 of the whole key, which itself is kept nowhere.
  hash bytea not null,
  quotas jsonb not null default '{}',
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);

alter table tasks add column shared boolean not null default false;
alter table strategies add column owner text;
alter table strategies add column shared boolean not null default false;
create index strategies_by_owner on strategies (owner, updated_at desc, id desc);
create index backtests_by_submitter on tasks (submitter, created_at desc, id desc)
  where job in ('backtest_run', 'optimise_run');
`,
};
