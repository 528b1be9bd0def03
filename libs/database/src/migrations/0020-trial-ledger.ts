/** What was ever tried of a strategy's shape. It only grows, and outlives the tasks that brought it. */
export const trialLedger = {
  name: '0020-trial-ledger',
  sql: `
create table trial_ledger (
  shape_hash text not null,
  -- What tells two trials of a shape apart: the values of the parameters and the world that they ran in.
  trial_key text not null,
  first_bar timestamptz not null,
  last_bar timestamptz not null,
  -- Moments of the period returns, not annualised; null where returns did not vary.
  returns integer not null,
  sharpe double precision,
  skewness double precision,
  kurtosis double precision,
  recorded_at timestamptz not null default now(),
  primary key (shape_hash, trial_key)
);

-- Which trial a backtest was, for as long as anybody asks.
create table trial_submissions (
  task_id text primary key,
  shape_hash text not null,
  trial_key text not null,
  foreign key (shape_hash, trial_key) references trial_ledger
);

create function refuse_to_forget() returns trigger language plpgsql as $$
begin
  raise exception 'the trial ledger only grows';
end $$;
create trigger trial_ledger_grows before update or delete or truncate on trial_ledger
  for each statement execute function refuse_to_forget();
create trigger trial_submissions_grow before update or delete or truncate on trial_submissions
  for each statement execute function refuse_to_forget();
`,
};
