/** Rows of datasets go to quarantine too: they have no timeframe, and texts longer than an index holds. */
export const quarantineOfRows = {
  name: '0015-quarantine-of-rows',
  sql: `
alter table quarantined_lines
  alter column timeframe drop not null,
  add column dataset text not null default 'bars',
  -- 'warning' is what looks strange and was stored all the same.
  add column severity text not null default 'error' check (severity in ('error', 'warning'));
create unique index quarantined_rows_once on quarantined_lines (dataset, symbol, provider, md5(content), md5(reason))
  where timeframe is null;
create index quarantined_lines_by_symbol on quarantined_lines (symbol, id desc);
`,
};
