/** The newest dry run of each stored strategy. */
export const strategyValidations = {
  name: '0021-strategy-validations',
  sql: `
alter table strategies add column validation_task_id text;
`,
};
