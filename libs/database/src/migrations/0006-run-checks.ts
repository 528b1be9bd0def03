/** What the checks of a run found; null in results that were stored before they were made. */
export const runChecks = {
  name: '0006-run-checks',
  sql: `
alter table backtest_results
  add column ambiguity jsonb,
  add column canary jsonb,
  add column break_even jsonb;
`,
};
