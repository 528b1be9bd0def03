/** How far the endings of tasks were looked through for notifications: one row, or none where nobody is notified. */
export const notifications = {
  name: '0028-notifications',
  sql: `
create table notification_cursor (
  singleton boolean primary key default true check (singleton),
  begun_at timestamptz not null,
  seen_to timestamptz not null
);
`,
};
