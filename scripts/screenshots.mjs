/**
 * Takes the pictures of docs/screenshots of what runs at the address: `npm run screenshots -- [http://127.0.0.1:8000]`, with a
 * Chromium as `npm test` finds it. Runs a backtest and a search first, so that there is something to see.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureChromium } from './prepare/chromium.mjs';
import { PROJECT } from './prepare/project.mjs';

const base = process.argv[2] ?? 'http://127.0.0.1:8000';
const folder = join(PROJECT, 'docs', 'screenshots');

async function post(path, body) {
  const response = await fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return response.json();
}

async function finished(path) {
  for (;;) {
    const status = await (await fetch(base + path)).json();
    if (status.finished_at) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const strategy = {
  version: 1,
  name: 'SMA cross',
  symbols: ['AAPL'],
  params: { fast: { value: 10 }, slow: { value: 30 } },
  rules: {
    long: {
      enter: 'cross_up(sma(close, fast), sma(close, slow))',
      exit: 'cross_down(sma(close, fast), sma(close, slow))',
    },
  },
};
const world = { strategy, timeframe: '1d', benchmark: '^GSPC', costs: { commission: { rate: 0.001 } } };
const run = await post('/api/v1/backtest/run', world);
const search = await post('/api/v1/optimise/run', {
  ...world,
  params: { fast: { min: 4, max: 30, step: 2 }, slow: { min: 20, max: 120, step: 10 } },
  constraints: ['fast < slow'],
});
await finished(`/api/v1/backtest/status/${run.task_id}`);
await finished(`/api/v1/optimise/status/${search.task_id}`);

const result = `/backtests/${run.task_id}`;
/** `tab` is clicked before the picture is taken. */
const SHOTS = [
  { name: 'new-backtest', address: '/' },
  { name: 'result', address: result },
  { name: 'result-dark', address: result, scheme: 'dark' },
  { name: 'result-phone', address: result, width: 390 },
  { name: 'trades', address: result, tab: 'Trades' },
  { name: 'prices', address: result, tab: 'Prices', scheme: 'dark' },
  { name: 'backtests', address: '/backtests' },
  { name: 'optimise', address: '/optimise' },
  { name: 'search', address: `/optimise/${search.task_id}`, scheme: 'dark' },
  { name: 'market-data', address: '/market-data' },
  { name: 'symbol', address: '/market-data/AAPL' },
  { name: 'schedules', address: '/schedules' },
  { name: 'operations', address: '/operations', scheme: 'dark' },
];

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
});
for (const { name, address, scheme = 'light', width = 1280, tab } of SHOTS) {
  const viewport = { width, height: width < 600 ? 844 : 860 };
  const page = await browser.newPage({ viewport, colorScheme: scheme, reducedMotion: 'reduce' });
  await page.goto(base + address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  if (tab) await page.getByRole('tab', { name: tab }).click();
  if (tab === 'Prices') await page.getByRole('group', { name: /^Prices of/ }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
  console.log(`${name}.png`);
}
await browser.close();
