/** A schedule's times can be changed at run time; null is what the registry says. */
export const scheduleTimes = {
  name: '0017-schedule-times',
  sql: `
alter table schedule_changes add column cron text;
alter table schedule_changes add column time_zone text;
alter table schedule_changes
  add constraint schedule_changes_whole check ((cron is null) = (time_zone is null));
`,
};
