/** Which instruments the jobs bring market data of. What was imported before stays as it is. */
export const universe = {
  name: '0010-universe',
  sql: `
alter table instruments add column active boolean not null default false;
`,
};
