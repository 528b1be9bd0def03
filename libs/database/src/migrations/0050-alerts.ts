/** What was not well and since when; at most one that is open of each rule and subject, however many look. */
export const alerts = {
  name: '0050-alerts',
  sql: `
create table alerts (
  id integer generated always as identity primary key,
  rule text not null,
  subject text not null,
  value double precision not null,
  threshold double precision not null,
  begun_at timestamptz not null,
  ended_at timestamptz
);
create unique index alerts_open on alerts (rule, subject) where ended_at is null;
create index alerts_ended on alerts (ended_at) where ended_at is not null;
`,
};
