/**
 * Bars up to 30 minutes get a partition for each year, longer ones share a table. Ingests no longer pay for a foreign
 * key row by row: they hold a key share lock on the instrument, and a trigger removes its bars with it.
 */
export const barsByYear = {
  name: '0029-bars-by-year',
  sql: `
drop view bar_versions;
alter table bars rename to bars_before;
alter table bars_before rename constraint bars_pkey to bars_before_pkey;

create table bars (like bars_before, primary key (instrument_id, timeframe, open_time)) partition by list (timeframe);
create table bars_long partition of bars default;
create table bars_short partition of bars for values in ('1m', '5m', '15m', '30m') partition by range (open_time);

-- The partition that holds a bar, made where there is none. Attaching lets readers and writers go on. Years far away
-- share one, so that strange stamps can't make thousands.
create function ensure_bar_partition(wanted text, instant timestamptz) returns text language plpgsql as $$
declare
  first timestamptz := date_trunc('year', instant, 'UTC');
  next timestamptz := date_trunc('year', first + interval '366 days', 'UTC');
  partition text := 'bars_short_' || to_char(first at time zone 'UTC', 'YYYY');
begin
  if wanted not in ('1m', '5m', '15m', '30m') then return 'bars_long'; end if;
  if instant < '1990-01-01Z' then
    first := '-infinity';
    next := '1990-01-01Z';
    partition := 'bars_short_past';
  elsif instant >= '2100-01-01Z' then
    first := '2100-01-01Z';
    next := 'infinity';
    partition := 'bars_short_future';
  end if;
  if to_regclass(partition) is not null then return partition; end if;
  perform pg_advisory_xact_lock(7003, hashtext('bars'));
  -- Asked of the table, since what to_regclass has found is remembered until the statement ends.
  if exists (select from pg_class where relname = partition and relnamespace = current_schema()::regnamespace) then
    return partition;
  end if;
  execute format('create table %I (like bars)', partition);
  execute format('alter table bars_short attach partition %I for values from (%L) to (%L)', partition, first, next);
  return partition;
end $$;

select ensure_bar_partition(timeframe, stamp) from (
  select timeframe, min(open_time) as stamp from bars_before group by timeframe, date_trunc('year', open_time, 'UTC')) stored;
insert into bars select * from bars_before order by instrument_id, timeframe, open_time;
drop table bars_before;

-- The moment is looked up once instead of for every row.
create or replace function keep_replaced_bars() returns trigger language plpgsql as $$
declare
  known timestamptz := ingest_known_at();
begin
  if tg_op = 'DELETE' then
    insert into bars_history select o.*, known from old_rows o;
  else
    execute 'insert into bars_history
      select o.*, coalesce(n.known_at, ingest_known_at())
      from old_rows o left join new_rows n using (instrument_id, timeframe, open_time)';
  end if;
  return null;
end $$;
create trigger bars_updated after update on bars
  referencing old table as old_rows new table as new_rows
  for each statement execute function keep_replaced_bars();
create trigger bars_deleted after delete on bars
  referencing old table as old_rows
  for each statement execute function keep_replaced_bars();

create function remove_bars_of_instrument() returns trigger language plpgsql as $$
begin
  delete from bars where instrument_id = old.id;
  return old;
end $$;
create trigger instruments_deleted before delete on instruments
  for each row execute function remove_bars_of_instrument();

create view bar_versions as
  select b.*, 'infinity'::timestamptz as superseded_at from bars b
  union all
  select * from bars_history;

analyze bars;
`,
};
