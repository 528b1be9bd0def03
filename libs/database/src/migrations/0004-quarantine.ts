/** Lines of data that could not be used, with the reason. */
export const quarantine = {
  name: '0004-quarantine',
  sql: `
create table quarantined_lines (
  id bigint generated always as identity primary key,
  symbol text not null,
  timeframe text not null,
  line integer not null,
  content text not null,
  reason text not null,
  provider text not null,
  run_id text not null,
  found_at timestamptz not null default now(),
  -- The same broken line of the same file again is no news.
  unique (symbol, timeframe, provider, line, content, reason)
);
`,
};
