/**
 * The triggers that keep replaced versions plan their join anew each time (EXECUTE). A kept plan is the one of the first
 * change of the session; made for a change of no rows, it compares every row with every other in a large one.
 */
export const historyPlans = {
  name: '0005-history-plans',
  sql: `
create or replace function keep_replaced_bars() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    insert into bars_history select o.*, ingest_known_at() from old_rows o;
  else
    execute 'insert into bars_history
      select o.*, coalesce(n.known_at, ingest_known_at())
      from old_rows o left join new_rows n using (instrument_id, timeframe, open_time)';
  end if;
  return null;
end $$;

create or replace function keep_replaced_corporate_actions() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    insert into corporate_actions_history select o.*, ingest_known_at() from old_rows o;
  else
    execute 'insert into corporate_actions_history
      select o.*, coalesce(n.known_at, ingest_known_at())
      from old_rows o left join new_rows n using (instrument_id, ex_date, kind)';
  end if;
  return null;
end $$;
`,
};
