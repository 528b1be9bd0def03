/** What splits and dividends did to the positions of a run; null in results that were stored before it was told. */
export const runActions = {
  name: '0026-run-actions',
  sql: `
alter table backtest_results
  add column corporate_actions jsonb;
`,
};
