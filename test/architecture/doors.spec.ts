import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import rules, { PURE_ROOMS, RESERVED, ROOMS } from '../../.dependency-cruiser.js';

interface Plant {
  rule: string;
  file: string;
  /** What is imported, by a statement of its own. */
  bad: string;
}

interface Violation {
  from: string;
  rule: { name: string };
}

const project = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const rooms = Object.keys(ROOMS);
const folders = ['libs', 'apps', 'src', 'test', 'bench'];

const plants: Plant[] = [
  ...Object.entries(ROOMS).map(([room, allowed]) => ({
    rule: `door-${room}`,
    file: `libs/${room}/src/bad-door.ts`,
    bad: `#${rooms.find((other) => other !== room && !allowed.includes(other))}`,
  })),
  ...Object.keys(PURE_ROOMS).flatMap((room) => [
    { rule: `pure-${room}-no-io`, file: `libs/${room}/src/bad-io.ts`, bad: 'node:fs' },
    { rule: `pure-${room}-no-packages`, file: `libs/${room}/src/bad-package.ts`, bad: '@nestjs/common' },
  ]),
  ...RESERVED.map(({ name, example }) => ({
    rule: `reserved-${name}`,
    file: `libs/config/src/bad-${name}.ts`,
    bad: example,
  })),
  {
    rule: 'libs-by-their-index',
    file: 'apps/api/src/bad-entry.ts',
    bad: '../../../libs/domain/src/inside.js',
  },
  {
    rule: 'libs-by-each-others-index',
    file: 'libs/jobs/src/bad-entry.ts',
    bad: '../../domain/src/inside.js',
  },
  { rule: 'libs-by-their-name', file: 'libs/jobs/src/bad-path.ts', bad: '../../domain/src/index.js' },
  { rule: 'apps-apart', file: 'apps/api/src/bad-neighbour.ts', bad: '../../worker/src/main.js' },
  {
    rule: 'apps-only-from-src',
    file: 'libs/observability/src/bad-app.ts',
    bad: '../../../apps/worker/src/main.js',
  },
  { rule: 'page-by-the-api', file: 'apps/dashboard/src/bad-room.ts', bad: '#domain' },
  { rule: 'page-in-browsers', file: 'apps/dashboard/src/bad-io.ts', bad: 'node:fs' },
  {
    rule: 'pages-apart',
    file: 'apps/dashboard/src/schedules/bad-page.ts',
    bad: '../operations/operations-page.js',
  },
  { rule: 'no-test-code-in-product', file: 'src/bad-support.ts', bad: '../test/support/stores.js' },
  {
    rule: 'no-test-code-in-product',
    file: 'src/bad-testing.ts',
    bad: '../libs/domain/src/testing/sample.js',
  },
  { rule: 'no-dev-packages-in-product', file: 'libs/config/src/bad-dev-package.ts', bad: 'fast-check' },
  { rule: 'no-cycles', file: 'src/bad-cycle.ts', bad: './cycle-partner.js' },
  { rule: 'resolvable', file: 'src/bad-import.ts', bad: './nowhere.js' },
];

/** Imports that must stay allowed, so that a door is not simply a wall. */
const allowed: Omit<Plant, 'rule'>[] = [
  { file: 'libs/strategy/src/good-room.ts', bad: '#domain' },
  { file: 'libs/queue/src/good-package.ts', bad: 'bullmq' },
  { file: 'libs/jobs/src/good-package.ts', bad: 'class-validator' },
  { file: 'libs/backtest-engine/src/thread/good-thread.ts', bad: 'node:worker_threads' },
  { file: 'libs/domain/src/good.spec.ts', bad: 'fast-check' },
  { file: 'libs/domain/src/testing/good-sample.ts', bad: 'fast-check' },
  { file: 'src/good-app.ts', bad: '../apps/worker/src/main.js' },
];

async function plant(tree: string, file: string, text: string): Promise<void> {
  await mkdir(dirname(join(tree, file)), { recursive: true });
  await writeFile(join(tree, file), text);
}

/** A small project with an empty file behind every door, the wrong imports and the right ones. */
async function plantTree(tree: string): Promise<void> {
  await Promise.all(
    ['package.json', 'tsconfig.json', '.dependency-cruiser.js'].map((file) =>
      cp(join(project, file), join(tree, file)),
    ),
  );
  await symlink(join(project, 'node_modules'), join(tree, 'node_modules'));
  const targets = [
    ...rooms.map((room) => `libs/${room}/src/index.ts`),
    'libs/domain/src/inside.ts',
    'libs/domain/src/testing/sample.ts',
    'apps/worker/src/main.ts',
    'apps/dashboard/src/operations/operations-page.ts',
    'test/support/stores.ts',
    'bench/nothing.ts',
  ];
  await Promise.all(targets.map((file) => plant(tree, file, 'export {};\n')));
  await plant(tree, 'src/cycle-partner.ts', `import './bad-cycle.js';\n`);
  await Promise.all([...plants, ...allowed].map(({ file, bad }) => plant(tree, file, `import '${bad}';\n`)));
}

async function findViolations(tree: string): Promise<Violation[]> {
  const cruiser = join(project, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cruiser, ...folders, '--config', '.dependency-cruiser.js', '--output-type', 'json'];
  const { stdout } = await run(process.execPath, args, { cwd: tree, maxBuffer: 1 << 26 });
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

describe('the doors between the rooms', () => {
  let tree: string;
  let violations: Violation[];

  beforeAll(async () => {
    tree = await mkdtemp(join(tmpdir(), 'barkeep-doors-'));
    await plantTree(tree);
    violations = await findViolations(tree);
  }, 60_000);

  afterAll(() => rm(tree, { recursive: true, force: true }));

  it.each(plants)('$rule bites when $file imports $bad', ({ rule, file }) => {
    expect(violations.filter(({ from }) => from === file).map(({ rule: { name } }) => name)).toContain(rule);
  });

  it.each(allowed)('lets $file import $bad', ({ file }) => {
    expect(violations.filter(({ from }) => from === file)).toEqual([]);
  });

  it('has a planted import for every rule', () => {
    expect(new Set(plants.map(({ rule }) => rule))).toEqual(new Set(rules.forbidden.map(({ name }) => name)));
  });
});
