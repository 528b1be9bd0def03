import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const script = resolve(import.meta.dirname, '../../scripts/check/house-rules.mjs');
const long = 'export {};\n'.repeat(301);

/** File → text. Words that the rules look for are put together here, so that this file keeps the rules itself. */
const bad: Record<string, string> = {
  'libs/domain/src/BadName.ts': '',
  'libs/domain/src/string-utils.ts': '',
  'docs/where.md': ['See ', 'home', 'somebody', 'notes.md'].join('/').replace('See //', 'See /'),
  '.npmrc': `registry=https://${['registry', 'npmjs', 'org'].join('.')}/`,
  'libs/domain/src/silenced.ts': `// ${'eslint'}-disable-next-line no-console\n`,
  'libs/domain/src/long.ts': long,
};

const good: Record<string, string> = {
  'libs/domain/src/trading-calendar.service.spec.ts': '',
  'libs/domain/src/reasoned.ts': `// ${'eslint'}-disable-next-line no-console -- the only way out\n`,
  'libs/domain/src/long-table.ts': `/* ${'eslint'}-disable max-lines -- one table */\n${long}`,
  Dockerfile: 'WORKDIR /app\n',
  'README.md': 'Open http://localhost:8000/docs and see.\n',
};

describe('the rules of the house', () => {
  let tree: string;
  let found: string;

  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'barkeep-house-'));
    execFileSync('git', ['init', '-q'], { cwd: tree });
    for (const [file, text] of Object.entries({ ...bad, ...good })) {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), text);
    }
    found = spawnSync(process.execPath, [script], { cwd: tree, encoding: 'utf8' }).stdout;
  });

  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it.each([
    ['libs/domain/src/BadName.ts', 'the name is not kebab-case'],
    ['libs/domain/src/string-utils.ts', 'the name says nothing'],
    ['docs/where.md:1', 'a path of one machine'],
    ['.npmrc:1', 'the host of a package registry'],
    ['libs/domain/src/silenced.ts:1', 'a rule is silenced without a reason'],
    ['libs/domain/src/long.ts', '301 lines and no reason'],
  ])('find in %s: %s', (place, fault) => {
    expect(found).toContain(`${place}: ${fault}`);
  });

  it('find nothing else', () => {
    expect(found.trim().split('\n')).toHaveLength(Object.keys(bad).length);
  });
});
