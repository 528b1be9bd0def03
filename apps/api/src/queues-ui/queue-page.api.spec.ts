import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { QUEUE_NAMES } from '#jobs';
import {
  createTestDatabase,
  startTestRedis,
  type TestDatabase,
  type TestRedis,
} from '../../../../test/support/stores.js';
import { sendRaw } from '../testing/send-raw.js';

const PAGE = '/admin/queues';

let redis: TestRedis;
let database: TestDatabase;
const servers: ChildProcess[] = [];
let base: string;
let alone: string;

/** A process of its own: the page's packages load modules in a way that jest does not know. */
async function start(entry: string, ...args: string[]): Promise<string> {
  const env = {
    ...process.env,
    REDIS_URL: redis.url,
    DATABASE_URL: database.url,
    PORT: '0',
    HOST: '127.0.0.1',
  };
  const source = ['-C', 'source', '--import', './scripts/typescript.mjs', entry, ...args];
  const server = spawn(process.execPath, source, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  servers.push(server);
  for await (const line of createInterface({ input: server.stdout })) {
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (!address) continue;
    server.stdout.resume();
    return address;
  }
  throw new Error(`${entry} ended before it listened`);
}

beforeAll(async () => {
  [redis, database] = await Promise.all([startTestRedis(), createTestDatabase()]);
  base = await start('apps/api/src/main.ts');
  alone = await start('apps/api/src/queues-ui/main.ts', '--port=0');
}, 60_000);

afterAll(async () => {
  for (const server of servers) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }
  await redis.stop();
  await database.drop();
});

describe('the queue page', () => {
  it('is served with everything that it loads from here', async () => {
    const page = await fetch(base + PAGE);
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toContain('Barkeep');
    expect(text).not.toMatch(/(?:src|href)="https?:/);
    const [folder] = /(?<=<base href=")[^"]+/.exec(text) ?? [];
    const assets = text.match(/(?<=(?:src|href)=")static\/[^"]+/g) ?? [];
    expect(assets.length).toBeGreaterThan(2);
    for (const asset of assets) {
      expect([asset, (await fetch(`${base}${folder}${asset}`)).status]).toEqual([asset, 200]);
    }
  });

  it('shows every queue of the table, to look at only', async () => {
    const answer = await fetch(`${base}${PAGE}/api/queues?activeQueue=default&page=1`);
    const { queues } = (await answer.json()) as { queues: { name: string; readOnlyMode: boolean }[] };
    expect(queues.map(({ name }) => name).sort()).toEqual([...QUEUE_NAMES].sort());
    expect(queues.every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
    for (const action of ['pause', 'empty', 'obliterate']) {
      const refused = await fetch(`${base}${PAGE}/api/queues/default/${action}`, { method: 'PUT' });
      expect([action, refused.status]).toEqual([action, 405]);
    }
    const listed = await (await fetch(`${base}/api/v1/admin/queues`)).json();
    expect(listed.queues.every((queue: { paused: boolean }) => !queue.paused)).toBe(true);
  });

  it.each(['/assets', '', '/docs', PAGE, `${PAGE}/static`])(
    'gives no file from beside those of %s',
    async (folder) => {
      for (const way of [
        '..%2f..%2f..%2f..%2f',
        '%2e%2e/%2e%2e/%2e%2e/',
        '..%5c..%5c',
        '%252e%252e%252f',
        '/..//../',
      ]) {
        const answer = await sendRaw(`${base}${folder}/${way}package.json`);
        expect([way, answer.text.includes('"name": "barkeep"')]).toEqual([way, false]);
      }
    },
  );

  it('refuses as the API does', async () => {
    const answer = await sendRaw(base + PAGE, { headers: { host: 'evil.example' } });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      403,
      expect.objectContaining({ code: 'SITE_REFUSED' }),
    ]);
  });

  it('leaves the other pages and errors as they are', async () => {
    expect((await fetch(`${base}/docs`)).status).toBe(200);
    expect(await (await fetch(`${base}/nowhere`)).json()).toMatchObject({ code: 'ROUTE_NOT_FOUND' });
  });
});

describe('the queue page by itself, as `barkeep flower` starts it', () => {
  it('is found from the root, and shows the same queues', async () => {
    const page = await fetch(alone);
    expect([page.url, page.status]).toEqual([alone + PAGE, 200]);
    expect(await page.text()).toBe(await (await fetch(base + PAGE)).text());
    const namesAt = async (url: string) => {
      const { queues } = await (await fetch(`${url}${PAGE}/api/queues`)).json();
      return queues.map(({ name }: { name: string }) => name);
    };
    expect(await namesAt(alone)).toEqual(await namesAt(base));
  });

  it('serves metrics and whether it is ready beside it, and nothing else of the API', async () => {
    expect(await (await fetch(`${alone}/metrics`)).text()).toContain('nodejs_eventloop_lag');
    expect((await fetch(`${alone}/health/ready`)).status).toBe(200);
    const other = await fetch(`${alone}/api/v1/admin/tasks`);
    expect([other.status, await other.json()]).toEqual([
      404,
      expect.objectContaining({ code: 'ROUTE_NOT_FOUND' }),
    ]);
  });

  it('refuses as the API does', async () => {
    const answer = await sendRaw(alone + PAGE, { headers: { host: 'evil.example' } });
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([403, 'SITE_REFUSED']);
  });
});
