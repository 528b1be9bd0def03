/** What runs had used that were removed; a quota of bars a day counts them as well. */
export const removedBars = {
  name: '0054-removed-bars',
  sql: `
create table removed_bars (
  owner text not null,
  created_at timestamptz not null,
  bars bigint not null
);
create index removed_bars_by_owner on removed_bars (owner, created_at);
create index removed_bars_by_time on removed_bars (created_at);
`,
};
