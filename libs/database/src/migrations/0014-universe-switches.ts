/** Until when an instrument was listed, which jobs leave it out, and how providers call it where they don't as we do. */
export const universeSwitches = {
  name: '0014-universe-switches',
  sql: `
alter table instruments
  add column delisted_on date,
  add column excluded_datasets text[] not null default '{}',
  add column provider_symbols jsonb not null default '{}';
`,
};
