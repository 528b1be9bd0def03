/** Who changed what over the API, and how it went; never what was sent. */
export const audit = {
  name: '0039-audit',
  sql: `
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  method text not null,
  route text not null,
  path text not null,
  target text,
  status integer not null,
  request_id text not null
);
create index audit_by_time on audit (at desc, id desc);
create index audit_by_actor on audit (actor, at desc, id desc);
create index audit_by_target on audit (target, at desc, id desc) where target is not null;
`,
};
