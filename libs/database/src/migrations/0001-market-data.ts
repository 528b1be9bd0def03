/** Instruments, bars and corporate actions, with every replaced version kept. */
export const marketData = {
  name: '0001-market-data',
  sql: `
create table instruments (
  id integer generated always as identity primary key,
  symbol text not null unique,
  name text,
  calendar text not null,
  time_zone text not null,
  currency text not null,
  -- Rises with every change that alters how stored bars are read: calendar, zone, corporate actions.
  version bigint not null default 0,
  created_at timestamptz not null default now()
);

create sequence ingest_batch_seq;

-- One row per ingest that changed something.
create table ingest_batches (
  batch bigint primary key,
  instrument_id integer not null references instruments on delete cascade,
  dataset text not null,
  timeframe text,
  provider text not null,
  run_id text not null,
  known_at timestamptz not null,
  inserted integer not null,
  changed integer not null
);
create index ingest_batches_by_instrument on ingest_batches (instrument_id, known_at desc);

-- Opens an ingest for one instrument: serialises it with other ingests and with as-of reads of that instrument
-- until the transaction ends, and gives it its place in the order of what is known. known_at has whole
-- milliseconds, is never earlier than the moment of the call and rises strictly with every batch.
create function open_ingest(instrument integer, out batch bigint, out known_at timestamptz)
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(7001, instrument);
  batch := nextval('ingest_batch_seq');
  select greatest(
      date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond',
      max(b.known_at) + interval '1 millisecond')
    into known_at from ingest_batches b where b.instrument_id = instrument;
  perform set_config('barkeep.known_at', known_at::text, true);
end $$;

-- The moment from which rows that are deleted now count as unknown again.
create function ingest_known_at() returns timestamptz language sql stable as $$
  select coalesce(nullif(current_setting('barkeep.known_at', true), '')::timestamptz, clock_timestamp())
$$;

create table bars (
  instrument_id integer not null references instruments on delete cascade,
  timeframe text not null,
  open_time timestamptz not null,
  open double precision not null,
  high double precision not null,
  low double precision not null,
  close double precision not null,
  volume double precision not null,
  -- When the bar was complete, by the instrument's calendar at the time of the ingest.
  event_time timestamptz not null,
  known_at timestamptz not null,
  batch bigint not null,
  provider text not null,
  run_id text not null,
  primary key (instrument_id, timeframe, open_time)
);

create table bars_history (
  like bars,
  superseded_at timestamptz not null
);
create index bars_history_by_key on bars_history (instrument_id, timeframe, open_time);

-- What is stored of each series, so that no question about it has to count bars.
create table bar_series (
  instrument_id integer not null references instruments on delete cascade,
  timeframe text not null,
  bar_count bigint not null,
  first_open timestamptz not null,
  last_open timestamptz not null,
  batch bigint not null,
  primary key (instrument_id, timeframe)
);

create function keep_replaced_bars() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    insert into bars_history select o.*, ingest_known_at() from old_rows o;
  else
    insert into bars_history
      select o.*, coalesce(n.known_at, ingest_known_at())
      from old_rows o left join new_rows n using (instrument_id, timeframe, open_time);
  end if;
  return null;
end $$;
create trigger bars_updated after update on bars
  referencing old table as old_rows new table as new_rows
  for each statement execute function keep_replaced_bars();
create trigger bars_deleted after delete on bars
  referencing old table as old_rows
  for each statement execute function keep_replaced_bars();

create table corporate_actions (
  instrument_id integer not null references instruments on delete cascade,
  ex_date date not null,
  kind text not null check (kind in ('split', 'dividend')),
  value double precision not null check (value > 0),
  event_time timestamptz not null,
  known_at timestamptz not null,
  batch bigint not null,
  provider text not null,
  run_id text not null,
  primary key (instrument_id, ex_date, kind)
);

create table corporate_actions_history (
  like corporate_actions,
  superseded_at timestamptz not null
);
create index corporate_actions_history_by_key on corporate_actions_history (instrument_id, ex_date, kind);

create function keep_replaced_corporate_actions() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    insert into corporate_actions_history select o.*, ingest_known_at() from old_rows o;
  else
    insert into corporate_actions_history
      select o.*, coalesce(n.known_at, ingest_known_at())
      from old_rows o left join new_rows n using (instrument_id, ex_date, kind);
  end if;
  return null;
end $$;
create trigger corporate_actions_updated after update on corporate_actions
  referencing old table as old_rows new table as new_rows
  for each statement execute function keep_replaced_corporate_actions();
create trigger corporate_actions_deleted after delete on corporate_actions
  referencing old table as old_rows
  for each statement execute function keep_replaced_corporate_actions();

-- Every version of every bar with the time from which it was known until it was replaced.
create view bar_versions as
  select b.*, 'infinity'::timestamptz as superseded_at from bars b
  union all
  select * from bars_history;

create view corporate_action_versions as
  select a.*, 'infinity'::timestamptz as superseded_at from corporate_actions a
  union all
  select * from corporate_actions_history;
`,
};
