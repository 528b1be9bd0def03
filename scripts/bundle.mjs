/** Puts the programs of dist/ into few files: a process that reads thousands of modules one by one starts a second later. */
import { build } from 'rolldown';

await build({
  input: {
    all: 'dist/src/main.js',
    api: 'dist/apps/api/src/main.js',
    scheduler: 'dist/apps/scheduler/src/main.js',
    worker: 'dist/apps/worker/src/main.js',
    barkeep: 'dist/src/cli/barkeep.js',
  },
  platform: 'node',
  external: [
    // Asked for by name at run time, also by packages that are bundled: there may be one of each.
    /^class-(transformer|validator)/,
    // They look for files of their own beside themselves.
    ...[/^@bull-board\//, 'pino', 'piscina'],
    // Optional and not installed.
    ...[/^@nestjs\/(microservices|platform-express)/, 'bufferutil', 'pg-native', 'utf-8-validate'],
  ],
  output: {
    dir: 'dist/bundle',
    cleanDir: true,
    // Names of classes are words of the API's description; reflect-metadata has to come first.
    ...{ keepNames: true, strictExecutionOrder: true },
  },
});
