import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openTo } from '../access/access-hook.js';

/** The first words of addresses that the page answers by itself, once it is loaded. */
const PAGES = ['backtests', 'optimise', 'market-data', 'schedules', 'operations', 'keys'];

/** Files whose names stay, beside `index.html`. */
const BESIDE = ['favicon.svg', 'color-scheme.js'];

/** Names of files under `assets` follow from their content. */
const FOR_GOOD = 'public, max-age=31536000, immutable';

/** `dist/dashboard`, beside which this file is built or whose sources it is part of; undefined before the build. */
function findPage(from: string): string | undefined {
  const folder = join(from, 'dist', 'dashboard');
  if (existsSync(join(folder, 'index.html'))) return folder;
  const parent = dirname(from);
  return parent === from ? undefined : findPage(parent);
}

/** The page at `/` and at each address of its own, and the files that it is made of. */
export async function servePage(app: NestFastifyApplication): Promise<void> {
  const root = findPage(import.meta.dirname);
  if (root === undefined) return;
  await app
    .getHttpAdapter()
    .getInstance()
    .register(async (page) => {
      // It asks for a key itself.
      page.addHook('onRoute', openTo('anyone'));
      await page.register(fastifyStatic, {
        root: join(root, 'assets'),
        prefix: '/assets/',
        preCompressed: true,
        cacheControl: false,
        setHeaders: (reply, path) => {
          void reply.header('Cache-Control', path.startsWith(join(root, 'assets')) ? FOR_GOOD : 'no-cache');
        },
      });
      const serve = (address: string, file: string): void => {
        page.get(address, (_request, reply) => reply.sendFile(file, root));
      };
      for (const file of BESIDE) serve(`/${file}`, file);
      serve('/', 'index.html');
      for (const name of PAGES) {
        serve(`/${name}`, 'index.html');
        serve(`/${name}/*`, 'index.html');
      }
    });
}
