/** Until when an instrument was listed, and which jobs leave it out. */
export const universeSwitches = {
  name: '0014-universe-switches',
  sql: `
alter table instruments
  add column delisted_on date,
  add column excluded_datasets text[] not null default '{}';
`,
};
