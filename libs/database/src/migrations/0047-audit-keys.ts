/** By which key a change was asked for. */
export const auditKeys = {
  name: '0047-audit-keys',
  sql: `
alter table audit add column key_id text;
`,
};
