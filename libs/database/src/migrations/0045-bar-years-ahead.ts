/**
 * Tables for short bars of last year, this one and the next, so that a program from before them, which makes none, goes
 * on storing new bars beside a newer one. And the way from provider to provider of a series.
 */
export const barYearsAhead = {
  name: '0045-bar-years-ahead',
  sql: `
create function ensure_bar_years(instant timestamptz) returns void language sql as $$
  select ensure_bar_partition('1m', instant + years * interval '1 year') from generate_series(-1, 1) years
$$;
select ensure_bar_years(now());

create index ingest_batches_by_provider on ingest_batches (instrument_id, timeframe, provider) where dataset = 'bars';
`,
};
