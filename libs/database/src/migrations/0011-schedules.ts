/** Jobs whose slots are left out, and who did what to schedules when. */
export const schedules = {
  name: '0011-schedules',
  sql: `
create table schedule_changes (
  id bigint generated always as identity primary key,
  job text not null,
  paused boolean not null,
  changed_by text not null,
  changed_at timestamptz not null default now()
);
create index schedule_changes_by_job on schedule_changes (job, id desc);
`,
};
