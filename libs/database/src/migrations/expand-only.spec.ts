import { MIGRATIONS } from './index.js';

/** What a program of the version before would stumble over while it runs on. */
const TAKES_AWAY: Readonly<Record<string, RegExp>> = {
  'drops a table, a view, a column or a type':
    /\bdrop\s+(table|view|materialized view|column|type|function)\b/i,
  'renames what programs name': /\brename\s+(to|column)\b/i,
  'changes the type of a column': /\balter\s+column\s+\w+\s+(set\s+data\s+)?type\b/i,
  'forbids what was allowed': /\balter\s+column\s+\w+\s+set\s+not\s+null\b/i,
  'asks for a value that older programs do not give':
    /\badd\s+column\s+\w+\s+(?:(?!default)[^,;])*\bnot\s+null\b(?:(?!default)[^,;])*[,;]/i,
  'empties a table': /\btruncate\s+(table\s+)?\w+\s*;/i,
};

/** Those that do, and why it does no harm. A step with such a note needs a word in the changelog. */
const FOR_A_REASON: Readonly<Record<string, string>> = {
  '0029-bars-by-year':
    'bars and bar_versions are made anew under the same names and columns in the same transaction',
};

it.each(MIGRATIONS.map(({ name, sql }) => [name, sql] as const))(
  'migration %s only adds, so that the version before runs on while it is rolled out',
  (name, sql) => {
    const found = Object.entries(TAKES_AWAY).filter(([, pattern]) => pattern.test(sql));
    expect(name in FOR_A_REASON ? [] : found.map(([what]) => what)).toEqual([]);
  },
);

it.each([
  'drop table tasks;',
  'alter table tasks drop column queue;',
  'alter table tasks rename column queue to lane;',
  'alter table tasks alter column slot type text;',
  'alter table tasks alter column slot set not null;',
  'alter table tasks add column lane text not null;',
  'truncate tasks;',
])('a migration that says "%s" would be found', (sql) => {
  expect(Object.values(TAKES_AWAY).some((pattern) => pattern.test(sql))).toBe(true);
});
