/**
 * How long the job stock_quotes takes for many symbols, from its submission to its end in the history: the request to a
 * vendor, the bucket in Redis, the store. The vendor is a stub that answers after so many milliseconds; each run it has
 * new prices. On stores of its own. After `npm run build`: node bench/quotes.mjs [SYMBOLS] [DELAY_MS] [RUNS]
 */
import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, findStores, loadConfig } from '#config';
import { DatabaseModule, InstrumentRepository, migrate, UniverseRepository } from '#database';
import { RUN_HISTORY } from '#jobs';
import { JobProducer, QueueModule } from '#queue';
import { TaskPersistenceModule } from '#task-persistence';
import { startEmbeddedStores } from '../dist/src/embedded/embedded-stores.js';

const COUNT = Number(process.argv[2] ?? 500);
const DELAY_MS = Number(process.argv[3] ?? 50);
const RUNS = Number(process.argv[4] ?? 11);
const LIMIT_MS = 2_000;

const home = mkdtempSync(join(tmpdir(), 'barkeep-quotes-'));
const stores = await startEmbeddedStores(loadConfig({ BARKEEP_HOME: home }), home, () => undefined);
const { REDIS_URL, DATABASE_URL } = findStores(stores.config);
await migrate(DATABASE_URL);
const vendor = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://stub');
  const body = pathname.endsWith('/quote') ? toQuotes(searchParams.get('symbols')) : 'crumb';
  setTimeout(() => response.setHeader('set-cookie', 'A1=bench').end(body), DELAY_MS);
});
await new Promise((resolve) => vendor.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${vendor.address().port}`;
const worker = spawn(process.execPath, ['dist/bundle/worker.js', '--queues=market_hours'], {
  env: {
    ...{ ...process.env, REDIS_URL, DATABASE_URL, LOG_LEVEL: 'error', MARKET_DATA_PROVIDERS: 'yahoo' },
    ...{
      YAHOO_URL: address,
      YAHOO_PAGE_URL: address,
      YAHOO_REQUESTS_PER_MINUTE: '100000',
      MARKET_DATA_ALLOW_PRIVATE: 'true',
    },
  },
  stdio: 'inherit',
});
const app = await NestFactory.createApplicationContext(
  {
    module: class Bench {},
    imports: [ConfigModule.forRoot(stores.config), DatabaseModule, TaskPersistenceModule, QueueModule],
  },
  { logger: false },
);
const history = app.get(RUN_HISTORY);
/** What the vendor tells, a minute later in each run. */
let tradedAt = Date.now() - 3_600_000;

try {
  for (let k = 0; k < COUNT; k += 1) {
    const symbol = `Q${k}`;
    const exchange = { calendar: 'XNYS', timeZone: 'America/New_York', currency: 'USD' };
    await app.get(InstrumentRepository).ensure({ symbol, name: null, ...exchange });
    await app.get(UniverseRepository).change(symbol, { active: true });
  }
  const took = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const { milliseconds, inserted } = await runJob(run);
    if (inserted !== COUNT) throw new Error(`${inserted} quotes of ${COUNT} were stored`);
    // The first one fetches the cookie and warms the process up.
    if (run > 0) took.push(milliseconds);
    else console.log(`first run ${milliseconds} ms`);
  }
  took.sort((one, other) => one - other);
  const [median, worst] = [took[Math.floor(took.length / 2)], took.at(-1)];
  console.log(
    `${COUNT} symbols, vendor ${DELAY_MS} ms: median ${median} ms, worst ${worst} ms of ${RUNS} runs`,
  );
  console.log(`within ${LIMIT_MS} ms: ${worst <= LIMIT_MS ? 'yes' : 'no'}; load ${loadavg()[0].toFixed(1)}`);
} finally {
  await app.close();
  await new Promise((resolve) => {
    worker.once('exit', resolve);
    worker.kill('SIGTERM');
  });
  vendor.close();
  vendor.closeAllConnections();
  await stores.stop();
  rmSync(home, { recursive: true, force: true });
}

async function runJob(run) {
  const [id, createdAt] = [`quotes-${run}`, Date.now()];
  tradedAt += 60_000;
  const members = { job: 'stock_quotes', queue: 'market_hours', slot: null, payload: {}, submitter: 'bench' };
  await app.get(JobProducer).plan({ id, createdAt, ...members });
  for (;;) {
    const task = await history.find(id);
    if (task?.status === 'completed')
      return { milliseconds: task.finishedAt - createdAt, inserted: task.summary.inserted };
    if (task?.status === 'failed') throw new Error(JSON.stringify(task.error ?? task.summary));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function toQuotes(symbols) {
  const seconds = Math.floor(tradedAt / 1_000);
  const price = 100 + (seconds % 1_000) / 100;
  const result = symbols.split(',').map((symbol) => ({
    ...{ symbol, regularMarketPrice: price, regularMarketTime: seconds, marketState: 'REGULAR' },
    ...{ regularMarketOpen: 100, regularMarketDayHigh: 110, regularMarketDayLow: 100 },
    ...{
      regularMarketPreviousClose: 99,
      regularMarketVolume: seconds % 100_000,
      regularMarketChange: price - 99,
    },
    ...{
      regularMarketChangePercent: price - 99,
      fiftyTwoWeekHigh: 120,
      fiftyTwoWeekLow: 80,
      currency: 'USD',
    },
    ...{ bid: price - 0.01, ask: price + 0.01, bidSize: 3, askSize: 4, quoteType: 'EQUITY' },
    ...{ shortName: `Company ${symbol}`, fullExchangeName: 'NasdaqGS', marketCap: 1e9 },
  }));
  return JSON.stringify({ quoteResponse: { result, error: null } });
}
