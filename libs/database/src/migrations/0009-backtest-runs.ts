/**
 * What backtests are found by, and what people write on them. The row comes with the task: what it states of strategy
 * and request is copied out of its payload, where no index reaches it cheaply.
 */
export const backtestRuns = {
  name: '0009-backtest-runs',
  sql: `
create table backtest_runs (
  task_id text primary key references tasks on delete cascade,
  created_at timestamptz not null,
  strategy_name text not null,
  symbols text[] not null,
  timeframe text not null,
  start_date text,
  end_date text,
  tags text[] not null,
  name text,
  notes text,
  -- Cleanup leaves it alone.
  pinned boolean not null default false
);
create index backtest_runs_by_time on backtest_runs (created_at desc, task_id desc);
create index backtest_runs_by_strategy on backtest_runs (lower(strategy_name));
create index backtest_runs_by_symbol on backtest_runs using gin (symbols);
create index backtest_runs_by_tag on backtest_runs using gin (tags);
create index backtest_runs_pinned on backtest_runs (task_id) where pinned;

create function texts_of(list jsonb) returns text[] language sql immutable as $$
  select case when jsonb_typeof(list) = 'array'
    then array(select jsonb_array_elements_text(list)) else array[]::text[] end
$$;

create function describe_backtest_run() returns trigger language plpgsql as $$
declare
  request jsonb := new.payload -> 'request';
begin
  insert into backtest_runs (task_id, created_at, strategy_name, symbols, timeframe, start_date, end_date, tags)
  values (new.id, new.created_at, coalesce(new.payload -> 'strategy' ->> 'name', ''), texts_of(request -> 'symbols'),
    coalesce(request ->> 'timeframe', ''), request ->> 'startDate', request ->> 'endDate', texts_of(request -> 'tags'));
  return null;
end $$;
create trigger backtest_created after insert on tasks
  for each row when (new.job = 'backtest_run') execute function describe_backtest_run();

insert into backtest_runs (task_id, created_at, strategy_name, symbols, timeframe, start_date, end_date, tags)
  select id, created_at, coalesce(payload -> 'strategy' ->> 'name', ''), texts_of(payload -> 'request' -> 'symbols'),
    coalesce(payload -> 'request' ->> 'timeframe', ''), payload -> 'request' ->> 'startDate',
    payload -> 'request' ->> 'endDate', texts_of(payload -> 'request' -> 'tags')
  from tasks where job = 'backtest_run';
`,
};
