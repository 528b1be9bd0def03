import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { loadConfig, SETTINGS, type SettingName } from '#config';
import { killLeftProducts, Product } from '../e2e/support/product.js';
import { createTestDatabase, startTestRedis, type TestDatabase, type TestRedis } from '../support/stores.js';
import { testHome } from '../support/test-postgres.js';

/* Plants secrets that are easy to find in every setting that holds one, lets everything fail that can, and looks at all
   that came out: lines, answers, metrics, traces, the command line of the process. */

const PLANTED = 'plantedsecret';
const ADMIN_KEY = `${PLANTED}-of-the-admin`;
const NOTIFIED = 'notification';

let redis: TestRedis;
let database: TestDatabase;
let outside: Server;
let product: Product;
let base: string;
/** What was sent to the outside that is no business of a vendor or receiver. */
let traces = '';
const asked: string[] = [];

const withPassword = (address: string, password: string): string => {
  const url = new URL(address);
  url.password = password;
  return url.href;
};

/** A vendor that refuses keys and repeats them, a receiver that is out of order, a collector of traces. */
async function startOutside(): Promise<string> {
  outside = createServer((request, response) => {
    asked.push(request.url!);
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (request.url!.includes('/v1/traces')) traces += Buffer.concat(parts).toString();
      const status = { '/fred': 400, '/fmp': 401, '/hook': 404 }[request.url!.split(/(?=\/)/)[0]] ?? 200;
      response.writeHead(status).end(JSON.stringify({ error_message: `wrong key in ${request.url}` }));
    });
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(outside.address() as AddressInfo).port}`;
}

const call = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(base + path, { ...init, headers: { authorization: `Bearer ${ADMIN_KEY}`, ...init.headers } });

async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 40_000; waited += 100) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not come:\n${product.output.slice(-4_000)}`);
}

beforeAll(async () => {
  let host: string;
  [redis, database, host] = await Promise.all([startTestRedis(), createTestDatabase(), startOutside()]);
  product = new Product('dist/bundle/all.js', {
    env: {
      ...{ REDIS_URL: redis.url, DATABASE_URL: database.url, PORT: '0', AUTH: 'on', LOG_LEVEL: 'debug' },
      ...{ ADMIN_API_KEY: ADMIN_KEY, BARKEEP_API_KEY: `${PLANTED}-cli`, MARKET_DATA_ALLOW_PRIVATE: 'true' },
      ...{ FRED_API_KEY: `${PLANTED}fred`, FRED_URL: `http://${host}/fred`, FMP_API_KEY: `${PLANTED}-fmp` },
      ...{ FMP_URL: `http://${host}/fmp`, ECONOMIC_INDICATORS_PROVIDERS: 'fred', NEWS_PROVIDERS: 'fmp' },
      ...{
        NOTIFY_URL: `http://me:${PLANTED}-user@${host}/hook/${PLANTED}-path`,
        NOTIFY_ALLOW_PRIVATE: 'true',
      },
      ...{ NOTIFY_SECRET: `${PLANTED}-signature`, NOTIFY_ON: 'failed,completed' },
      ...{ OTEL_EXPORTER_OTLP_ENDPOINT: `http://${host}/${PLANTED}-collector` },
    },
  });
  [base] = await product.says(/http:\/\/127\.0\.0\.1:\d+/);
  await product.isReadyAt(base);
}, 90_000);

afterAll(async () => {
  await killLeftProducts();
  await redis.stop();
  await database.drop();
  outside.closeAllConnections();
  await new Promise((resolve) => outside.close(resolve));
});

it('no secret of the settings comes out, whatever fails', async () => {
  await call('/api/v1/market-data/symbols', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ symbol: 'ACME' }),
  });
  const trigger = (job: string): Promise<Response> =>
    call(`/api/v1/schedules/${job}/trigger`, { method: 'POST' });
  for (const job of ['economic_indicators', 'news']) expect((await trigger(job)).status).toBe(202);
  await until('the vendors', () =>
    ['/fred/', '/fmp/'].every((path) => asked.some((url) => url.startsWith(path))),
  );
  await until('a notification', () => asked.some((url) => url.startsWith('/hook/')));
  await until('its failure', async () =>
    (await (await call(`/api/v1/admin/tasks?job=${NOTIFIED}`)).text()).includes('"status":"failed"'),
  );
  await until('traces', () => traces !== '');

  const answers = [
    ...['/api/v1/admin/tasks?limit=50', '/api/v1/admin/tasks/failures', '/api/v1/admin/audit', '/metrics'],
    ...['/api/v1/admin/health', '/api/v1/admin/redis/info', '/api/v1/admin/workers', '/api/v1/admin/queues'],
    ...['/health/ready', '/api/v1/keys', '/api/v1/session', '/openapi.json', '/api/scheduler/celery/status'],
    ...[
      `/admin/queues/api/queues?activeQueue=periodic&page=1`,
      '/admin/queues/api/queues?activeQueue=default&page=1',
    ],
    ...[`/api/v1/nowhere?api_key=${PLANTED}`, `/api/v1/admin/tasks?limit=x&token=${PLANTED}`],
  ];
  const heard: string[] = [];
  for (const path of answers) {
    // A name that nobody knows is told back to the one who sent it; the value is not.
    heard.push(`${path.split('?')[0]} ${await (await call(path)).text()}`);
  }
  const wrong = await fetch(`${base}/api/v1/keys`, {
    headers: { 'x-api-key': `bk_000000000000_${PLANTED}` },
  });
  heard.push(await wrong.text());
  await database.drop();
  heard.push(await (await call('/api/v1/admin/tasks')).text());
  const commandLine = readFileSync(`/proc/${product.pid}/cmdline`, 'utf8');
  await product.stop();

  const passwords = [redis.url, database.url].map((url) => new URL(url).password).filter(Boolean);
  const told = { lines: product.output, answers: heard.join('\n'), traces, commandLine };
  for (const [where, text] of Object.entries(told)) {
    const found = [PLANTED, ...passwords].filter((secret) => text.includes(secret));
    const at = found.map((secret) =>
      text.slice(Math.max(0, text.indexOf(secret) - 200), text.indexOf(secret) + 40),
    );
    expect([where, at]).toEqual([where, []]);
  }
}, 120_000);

it('a start that Redis refuses does not show the password that it tried', async () => {
  const env = { DATABASE_URL: database.url, REDIS_URL: withPassword(redis.url, PLANTED), PORT: '0' };
  const failing = new Product('dist/bundle/api.js', { env });
  await failing.says(/WRONGPASS|barkeep api: ./);
  await failing.stop('SIGKILL');
  expect(failing.output).not.toContain(PLANTED);
}, 60_000);

it('a secret that is wrong is not repeated, and each can come from a file', () => {
  const secrets = Object.entries(SETTINGS).filter(([, { secret }]) => secret);
  expect(secrets.length).toBeGreaterThan(9);
  for (const [name] of secrets) {
    const file = join(mkdtempSync(join(testHome(), 'secret-')), name);
    writeFileSync(file, `${PLANTED}\n`);
    const outcome = ((): unknown => {
      try {
        return loadConfig({ [`${name}_FILE`]: file })[name as SettingName];
      } catch (error) {
        return (error as Error).message;
      }
    })();
    // Read and taken, or read and of the wrong shape.
    const isTaken = outcome === PLANTED;
    expect([name, isTaken || !String(outcome).includes(PLANTED), String(outcome).includes('read')]).toEqual([
      ...[name, true, false],
    ]);
  }
});
