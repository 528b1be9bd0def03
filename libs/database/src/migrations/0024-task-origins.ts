/** Tasks are found by their error code, and by the task that they repeat. Most tasks have neither, so it costs them nothing. */
export const taskOrigins = {
  name: '0024-task-origins',
  sql: `
create index tasks_by_error on tasks (error_code, created_at desc, id desc) where error_code is not null;
create index tasks_by_origin on tasks (replay_of, created_at desc, id desc) where replay_of is not null;
`,
};
