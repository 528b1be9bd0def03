// npm start: everything in one process. With a name: one app alone (api, scheduler, worker) or the command line (cli).
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { orOneLine, prepare } from './prepare/prepare.mjs';
import { PrepareError, PROJECT } from './prepare/project.mjs';

const ENTRIES = {
  all: 'dist/bundle/all.js',
  api: 'dist/bundle/api.js',
  scheduler: 'dist/bundle/scheduler.js',
  worker: 'dist/bundle/worker.js',
  cli: 'dist/bundle/barkeep.js',
};

const given = process.argv.slice(2);
const name = given[0] && !given[0].startsWith('-') ? given.shift() : 'all';

await orOneLine(async () => {
  const entry = ENTRIES[name];
  if (!entry) throw new PrepareError(`no app "${name}": say ${Object.keys(ENTRIES).join(', ')}`);
  await prepare({ redis: name === 'all' && !process.env.REDIS_URL });
  const file = join(PROJECT, entry);
  // The entry reads its own arguments.
  process.argv = [process.argv[0], file, ...given];
  await import(pathToFileURL(file).href);
});
