/**
 * The page in a real Chromium, on a product of its own: `npm run build && node bench/page.mjs`. Prints how long a result of
 * 100,000 points and 5,000 trades takes until it is painted and answers a hover (1.5 s on two cores are allowed), and how much of a
 * core the list of 20 running tasks takes (20 % are).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../scripts/prepare/chromium.mjs';
import { PROJECT } from '../scripts/prepare/project.mjs';
import { createRandomWalk } from './random-walk.mjs';

const BARS = 100_000;
const RUNS = 3;
const TASKS = 20;
const WATCHED_MS = 10_000;
const port = 20_000 + (process.pid % 20_000);
const base = `http://127.0.0.1:${port}`;
const home = mkdtempSync(join(tmpdir(), 'barkeep-page-'));

const product = spawn(process.execPath, [join(PROJECT, 'dist/bundle/all.js')], {
  env: {
    ...process.env,
    BARKEEP_HOME: home,
    PORT: String(port),
    LOG_LEVEL: 'error',
    MAX_CONCURRENT_BACKTESTS: String(TASKS),
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
});
try {
  await ready();
  await send('/api/v1/market-data/bars/import?symbol=LONG&timeframe=1m', csv(BARS), 'text/csv');
  await measureResult();
  await measureLive();
} finally {
  await browser.close();
  product.kill('SIGTERM');
  await once(product, 'close');
  rmSync(home, { recursive: true, force: true });
}

async function measureResult() {
  // In the market every other ten bars: as many trades as were asked for.
  const rules = { long: { enter: 'close > 0', stops: [{ kind: 'time', bars: 19 }] } };
  const strategy = { version: 1, name: 'Long', symbols: ['LONG'], rules };
  const id = await submit({ strategy, timeframe: '1m' });
  await ended(id);
  const result = await (await fetch(`${base}/api/v1/backtest/result/${id}`)).json();
  console.log(
    `result: ${result.bars_total} points, ${result.trades_count} trades; ${result.equity_curve.time.length} points drawn`,
  );
  const figures = [];
  for (let run = 0; run < RUNS; run += 1) figures.push(await paint(`/backtests/${id}`));
  for (const name of Object.keys(figures[0])) {
    const sorted = figures.map((figure) => figure[name]).sort((a, b) => a - b);
    console.log(
      `  ${name}: median ${Math.round(sorted[RUNS >> 1])} ms, worst ${Math.round(sorted.at(-1))} ms`,
    );
  }
}

/** A first visit, nothing in the browser's cache. */
async function paint(address) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' });
  await page.addInitScript(() => {
    globalThis.longTasks = [];
    new globalThis.PerformanceObserver((list) =>
      globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      entryTypes: ['longtask'],
    });
  });
  const start = performance.now();
  await page.goto(base + address, { waitUntil: 'commit' });
  const chart = page.getByRole('group', { name: /^Equity from/ });
  await chart.locator('canvas').first().waitFor();
  const painted = performance.now();
  const { x, y, width } = await chart.boundingBox();
  await page.mouse.move(x + width / 2, y + 100);
  await page
    .getByText(/^20\d\d-\d\d-\d\d \d\d:\d\d$/)
    .first()
    .waitFor();
  const hovered = performance.now();
  await page.getByRole('tab', { name: /Trades/ }).click();
  await page.getByRole('row').nth(20).waitFor();
  const listed = performance.now();
  const longTasks = await page.evaluate(() => globalThis.longTasks);
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  await page.close();
  return {
    painted: painted - start,
    'answers a hover': hovered - start,
    'trades listed after a click': listed - hovered,
    'long tasks together': sum(longTasks),
    'longest task': Math.max(0, ...longTasks),
  };
}

async function measureLive() {
  // Rules that hang on the open trade can't be computed ahead.
  const exit = Array.from({ length: 60 }, (_, index) => `pnl_pct * ${index + 2} > 9${index}`).join(' or ');
  const stops = Array.from({ length: 12 }, (_, index) => ({
    kind: 'trail',
    distance: `${index + 3} * atr(20) + abs(pnl_pct)`,
  }));
  const strategy = {
    version: 1,
    name: 'Busy',
    symbols: ['LONG'],
    rules: { long: { enter: 'close > open', exit, stops } },
  };
  const ids = [];
  for (let task = 0; task < TASKS; task += 1)
    ids.push(await submit({ strategy, timeframe: '1m', tags: [`${task}`] }));
  const page = await browser.newPage({ viewport: { width: 1280, height: 1_200 } });
  await page.goto(`${base}/operations`);
  await page.getByRole('progressbar').first().waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const taskSeconds = async () =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value;
  await sleep(2_000);
  const running = await page.getByRole('progressbar').count();
  const [before, start] = [await taskSeconds(), performance.now()];
  await sleep(WATCHED_MS);
  const share = (await taskSeconds()) - before;
  const left = await page.getByRole('progressbar').count();
  const percent = (1e5 * share) / (performance.now() - start);
  console.log(`live: ${running} bars at first, ${left} at the end: ${percent.toFixed(1)} % of a core`);
  for (const id of ids) await fetch(`${base}/api/v1/backtest/cancel/${id}`, { method: 'POST' });
}

async function submit(body) {
  return (await send('/api/v1/backtest/run', JSON.stringify(body), 'application/json')).task_id;
}

async function send(path, body, type) {
  const response = await fetch(base + path, { method: 'POST', headers: { 'content-type': type }, body });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return response.json();
}

async function ended(id) {
  while (!(await (await fetch(`${base}/api/v1/backtest/status/${id}`)).json()).finished_at) await sleep(200);
}

async function ready() {
  for (let tries = 0; tries < 300; tries += 1) {
    if (product.exitCode !== null) throw new Error('the product ended, see above');
    const answer = await fetch(`${base}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(200);
  }
  throw new Error('the product does not get ready');
}

function csv(bars) {
  const { openTime, open, high, low, close } = createRandomWalk(bars, 1);
  const rows = Array.from({ length: bars }, (_, row) =>
    [new Date(openTime[row]).toISOString(), open[row], high[row], low[row], close[row], 1_000].join(),
  );
  return ['date,open,high,low,close,volume', ...rows].join('\n');
}
