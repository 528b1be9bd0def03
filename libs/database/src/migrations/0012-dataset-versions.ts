/** What the tables of datasets share: ingests in order, versions that are kept, a partition for each month. */
export const datasetVersions = {
  name: '0012-dataset-versions',
  sql: `
-- One row per ingest of rows that changed something.
create table dataset_batches (
  batch bigint primary key,
  dataset text not null,
  provider text not null,
  run_id text not null,
  known_at timestamptz not null,
  inserted integer not null,
  changed integer not null
);
create index dataset_batches_by_dataset on dataset_batches (dataset, known_at desc);

-- As open_ingest(), for a dataset as a whole: serialises its ingests and its as-of reads until the transaction ends.
create function open_dataset_ingest(wanted text, out batch bigint, out known_at timestamptz)
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(7002, hashtext(wanted));
  batch := nextval('ingest_batch_seq');
  select greatest(
      date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond',
      max(b.known_at) + interval '1 millisecond')
    into known_at from dataset_batches b where b.dataset = wanted;
  perform set_config('barkeep.known_at', known_at::text, true);
end $$;

-- Moves replaced and deleted versions to <table>_history; its argument is the natural key. The plan is made anew each
-- time, as for bars. What is thinned out on purpose (barkeep.keep_versions = off) is gone.
create function keep_replaced_rows() returns trigger language plpgsql as $$
begin
  if current_setting('barkeep.keep_versions', true) = 'off' then
    return null;
  elsif tg_op = 'DELETE' then
    execute format('insert into %I select ingest_known_at(), o.* from old_rows o', tg_table_name || '_history');
  else
    execute format(
      'insert into %I select coalesce(n.known_at, ingest_known_at()), o.* from old_rows o left join new_rows n using (%s)',
      tg_table_name || '_history', tg_argv[0]);
  end if;
  return null;
end $$;

-- Gives a table its history, the triggers that fill it and the view over every version. superseded_at comes first, so
-- that a column that is added to both later has one place.
create function keep_versions_of(kept text, natural_key text) returns void language plpgsql as $$
begin
  execute format('create table %I (superseded_at timestamptz not null, like %I)', kept || '_history', kept);
  execute format('create index on %I (%s)', kept || '_history', natural_key);
  execute format('create trigger %I after update on %I referencing old table as old_rows new table as new_rows
    for each statement execute function keep_replaced_rows(%L)', kept || '_updated', kept, natural_key);
  execute format('create trigger %I after delete on %I referencing old table as old_rows
    for each statement execute function keep_replaced_rows(%L)', kept || '_deleted', kept, natural_key);
  execute format('create view %I as select ''infinity''::timestamptz as superseded_at, t.* from %I t
    union all select * from %I', kept || '_versions', kept, kept || '_history');
end $$;

-- Makes the partition of the month of an instant where there is none. Attaching lets readers and writers go on.
create function ensure_month_partition(parent text, instant timestamptz) returns void language plpgsql as $$
declare
  first date := date_trunc('month', instant at time zone 'UTC');
  partition text := parent || '_' || to_char(first, 'YYYY_MM');
begin
  if to_regclass(partition) is not null then return; end if;
  perform pg_advisory_xact_lock(7003, hashtext(parent));
  if to_regclass(partition) is not null then return; end if;
  execute format('create table %I (like %I including defaults)', partition, parent);
  execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, partition,
    first::timestamp at time zone 'UTC', (first + interval '1 month') at time zone 'UTC');
end $$;
`,
};
