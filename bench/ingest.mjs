/**
 * How fast minute bars and rows of datasets are stored, stored again and changed, and how fast they are read: whole,
 * from the cache, and as they were known before all of them were replaced. On a PostgreSQL of its own, once for each
 * size, and in the end how it grows. Run after `npm run build`: node bench/ingest.mjs [sizes, comma separated], where
 * 100000,1000000 is what is taken without and 1000000,10000000 takes minutes and 10 GB.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BarRepository,
  CorporateActionRepository,
  Database,
  DatasetRepository,
  InstrumentRepository,
  migrate,
} from '#database';
import { DATASET_TABLE } from '#domain';
import { BarQuery } from '#market-data';
import { startPostgresServer } from '../dist/src/embedded/postgres-server.js';
import { createRandomWalk } from './random-walk.mjs';

const sizes = (process.argv[2] ?? '100000,1000000').split(',').map(Number);
const origin = { provider: 'import', runId: 'bench' };
const OPTION_SUBJECTS = 100;
/** Beyond it a million rows of a dataset would only take long. */
const MOST_WITH_ROWS = 1_000_000;

/** Seconds of processor time of this process and of the one connection; on a busy machine they tell more than the clock. */
let backend;
function processorSeconds() {
  const { user, system } = process.cpuUsage();
  const stat = existsSync(`/proc/${backend}/stat`) ? readFileSync(`/proc/${backend}/stat`, 'utf8') : '';
  const [utime = 0, stime = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) / 1e6 + (utime + stime) / 100;
}

async function time(work) {
  const [before, busyBefore] = [performance.now(), processorSeconds()];
  const result = await work();
  return { seconds: (performance.now() - before) / 1000, busy: processorSeconds() - busyBefore, result };
}

/** Seconds on the clock and of the processors by what was done, a pair for each size. */
const figures = new Map();

function print(what, count, { seconds, busy }, note = '') {
  figures.set(what, [...(figures.get(what) ?? []), { seconds, busy }]);
  const rate = Math.round(count / seconds)
    .toLocaleString('en-US')
    .padStart(12);
  console.log(
    `  ${what.padEnd(38)} ${rate} /s  ${seconds.toFixed(3)} s, processors ${busy.toFixed(2)} s  ${note}`,
  );
}

/** How many times as long each took with each size as with the one before. */
function printGrowth() {
  if (sizes.length < 2) return;
  const times = (now, before) => `${(now / before).toFixed(1).padStart(6)} ×`;
  console.log(
    `growth from ${sizes.map((size) => size.toLocaleString('en-US')).join(' to ')} (clock, processors)`,
  );
  for (const [what, measured] of figures) {
    const steps = measured.slice(1).map(({ seconds, busy }, place) => {
      const before = measured[place];
      const ofProcessors = before.busy < 0.05 ? '     – ' : times(busy, before.busy);
      return `${times(seconds, before.seconds)} ${ofProcessors}`;
    });
    console.log(`  ${what.padEnd(38)} ${steps.join('   ')}`);
  }
}

function moved(bars, by) {
  return {
    ...bars,
    length: bars.length,
    close: bars.close.map((price) => price + by),
    high: bars.high.map((price) => price + by),
  };
}

async function measureBars({ bars, query, actions }, length) {
  const symbol = `WALK${length}`;
  const walk = createRandomWalk(length, 7);
  const columns = {
    length,
    openTime: walk.openTime,
    open: walk.open,
    high: walk.high,
    low: walk.low,
    close: walk.close,
    volume: walk.volume,
  };
  const upsert = (given) => bars.upsertBars({ symbol, timeframe: '1m', bars: given, ...origin });
  const isAll = (name, { result }) => {
    if (result[name] !== length) throw new Error(`${result[name]} of ${length} bars are ${name}`);
  };
  const inserted = await time(() => upsert(columns));
  isAll('inserted', inserted);
  print('bars, all new', length, inserted);
  const unchanged = await time(() => upsert(columns));
  isAll('unchanged', unchanged);
  print('bars, all unchanged', length, unchanged);
  const whole = { symbol, timeframe: '1m', adjust: 'raw' };
  print('bars to shared memory', length, await time(() => bars.loadBarSeries(whole)));
  await query.loadSeries(whole);
  const cached = await time(() => query.loadSeries(whole));
  const isSame = cached.result.buffer === (await query.loadSeries(whole)).buffer;
  print('bars from the cache', length, cached, isSame ? 'the same memory' : 'read anew: too long to be kept');
  const changed = await time(() => upsert(moved(columns, 1)));
  isAll('changed', changed);
  print('bars, all changed', length, changed);
  const then = await time(() => bars.loadBarSeries({ ...whole, asOf: changed.result.knownAt - 1 }));
  if (then.result.close[0] !== columns.close[0]) throw new Error('the past has changed');
  print('bars as known before the change', length, then);
  print(
    'bars as known now, by as_of',
    length,
    await time(() => bars.loadBarSeries({ ...whole, asOf: changed.result.knownAt })),
  );
  const page = { symbol, timeframe: '1m', adjust: 'raw', limit: 1_000 };
  print('a page of 1,000 bars', 1_000, await time(() => bars.pageBars(page)));
  const then1000 = { ...page, asOf: changed.result.knownAt - 1 };
  print('a page as known before the change', 1_000, await time(() => bars.pageBars(then1000)));
  await actions.upsert(symbol, splitsAndDividends(columns), origin);
  const adjusted = { ...then1000, adjust: 'total', asOf: Date.now() + 1_000 };
  print('a page of adjusted bars', 1_000, await time(() => bars.pageBars({ ...adjusted, asOf: undefined })));
  print('a page of adjusted bars by as_of', 1_000, await time(() => bars.pageBars(adjusted)));
  print(
    'a page as known before all',
    1,
    await time(() => bars.pageBars({ ...page, asOf: inserted.result.knownAt - 1 })),
  );
}

/** A split and a dividend in each fifth of the bars. */
function splitsAndDividends({ openTime, length }) {
  return [0.2, 0.4, 0.6, 0.8].flatMap((share) => {
    const exDate = new Date(openTime[Math.floor(length * share)]).toISOString().slice(0, 10);
    return [
      { exDate, kind: 'split', value: 2 },
      { exDate, kind: 'dividend', value: 0.1 },
    ];
  });
}

/** Contracts of a hundred underlyings at a slot. */
function chainsAt(snapshotTime, count, mark) {
  const { columns } = DATASET_TABLE.find(({ name }) => name === 'options_chain');
  const empty = Object.fromEntries(Object.keys(columns).map((name) => [name, null]));
  return Array.from({ length: count }, (_, place) => {
    const symbol = `OPT${place % OPTION_SUBJECTS}`;
    const strike = 10 + Math.floor(place / OPTION_SUBJECTS);
    return {
      ...empty,
      symbol,
      snapshotTime,
      contractSymbol: `${symbol}C${strike}`,
      expiration: '2026-12-18',
      strike,
      optionType: 'call',
      mark,
      bid: mark - 0.1,
      ask: mark + 0.1,
      impliedVolatility: 0.3,
      delta: 0.5,
    };
  });
}

async function measureRows({ datasets }, length) {
  const at = Date.UTC(2026, 10, 20, 15, 0) + length;
  const upsert = (mark) => datasets.upsert('options_chain', chainsAt(at, length, mark), origin);
  print('contracts of chains, all new', length, await time(() => upsert(1)));
  print('contracts of chains, all unchanged', length, await time(() => upsert(1)));
  print('contracts of chains, all changed', length, await time(() => upsert(2)));
  print(
    'the newest chain of one',
    length / OPTION_SUBJECTS,
    await time(() => datasets.latest('options_chain', { subjects: ['OPT7'] })),
  );
}

const folder = mkdtempSync(join(tmpdir(), 'barkeep-bench-'));
const server = await startPostgresServer({ folder, say: () => undefined });
try {
  await migrate(server.url);
  const database = new Database({ url: server.url, poolSize: 1 });
  backend = (await database.query((queries) => queries.execute('select pg_backend_pid() as pid'))).rows[0]
    .pid;
  const instruments = new InstrumentRepository(database);
  const bars = new BarRepository(database);
  const stores = {
    bars,
    query: new BarQuery(bars, instruments),
    datasets: new DatasetRepository(database),
    actions: new CorporateActionRepository(database),
  };
  const add = (symbol) =>
    instruments.ensure({ symbol, name: null, calendar: 'always', timeZone: 'UTC', currency: 'USD' });
  for (let place = 0; place < OPTION_SUBJECTS; place += 1) await add(`OPT${place}`);
  for (const size of sizes) {
    console.log(
      `${size.toLocaleString('en-US')} bars${size <= MOST_WITH_ROWS ? ', a tenth as many contracts' : ''} (load ${loadavg()[0].toFixed(1)})`,
    );
    await add(`WALK${size}`);
    await measureBars(stores, size);
    if (size <= MOST_WITH_ROWS) await measureRows(stores, size / 10);
  }
  printGrowth();
  await database.close();
} finally {
  await server.process.stop();
  rmSync(server.folder, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
