import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { CHROMIUM, DESK, PageHouse, PHONE, seriousFaults, titleOf } from './support/page-house.js';
import { SLOW_BARS, slowRun } from './support/slow-run.js';

jest.setTimeout(60_000);

const ADDRESSES = [
  '/schedules',
  '/schedules/historical_prices',
  '/operations',
  '/operations?tab=queues',
  '/operations?tab=workers',
  '/operations?tab=health',
  '/market-data',
  '/market-data?tab=freshness',
  '/market-data?tab=quarantine',
  '/market-data?tab=import',
  '/market-data?tab=backfill',
  '/market-data/AAPL',
];
const CSV = [
  'date,open,high,low,close,volume',
  '2026-01-05,10,11,9,10.5,100',
  '2026-01-06,10,11,19,10.5,100',
  '2026-01-07,10.5,12,10,11.5,100',
].join('\n');

(CHROMIUM ? describe : describe.skip)(titleOf('the keeper of the market, in the page'), () => {
  let house: PageHouse;
  beforeAll(async () => {
    house = await PageHouse.open('keeper');
  });
  afterAll(() => house?.close());
  afterEach(() => {
    expect(house.complaints).toEqual([]);
  });

  async function settled(page: Page): Promise<void> {
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('status', { name: 'Loading' }).waitFor({ state: 'detached' });
    await page.waitForLoadState('networkidle');
  }

  describe('schedules', () => {
    it('start a job by hand with what it is to bring, and show the task', async () => {
      const page = await house.visit('/schedules');
      await page.getByRole('button', { name: 'Start dividends' }).click();
      await page.getByRole('combobox', { name: 'Symbols or series' }).fill('aapl');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Start', exact: true }).click();
      await page.waitForURL(/operations\/tasks/);
      await page.getByText('Ended: completed').waitFor();
      expect(await page.getByRole('region', { name: 'Given' }).textContent()).toContain('AAPL');
      await page.goto('/schedules/dividends');
      await page.getByRole('link', { name: /^Task/ }).waitFor();
    });

    it('leave out what is paused, and say so', async () => {
      const page = await house.visit('/schedules');
      await page.getByRole('button', { name: 'Pause news' }).click();
      await page.getByRole('button', { name: 'Resume news' }).waitFor();
      await page.getByRole('button', { name: /Left out today/ }).click();
      await page
        .getByRole('row', { name: /news.*paused/ })
        .first()
        .waitFor();
      await page.getByRole('button', { name: 'Resume news' }).click();
      await page.getByRole('button', { name: 'Pause news' }).waitFor();
    });
  });

  describe('operations', () => {
    it('show a task while it runs, cancel it, find it again, and run it again', async () => {
      await house.api.send(
        'POST',
        '/api/v1/market-data/bars/import?symbol=SLOW&timeframe=1m',
        SLOW_BARS,
        'text/csv',
      );
      await house.api.post('/api/v1/backtest/run', slowRun('SLOW'));
      const page = await house.visit('/operations');
      await page.getByRole('progressbar', { name: 'Progress of backtest_run' }).waitFor();
      await page.getByRole('button', { name: 'Cancel backtest_run' }).click();
      await page.getByRole('tabpanel').getByText('cancelled', { exact: true }).waitFor();
      await page.getByRole('textbox', { name: 'Search tasks' }).fill('slow');
      await page.getByRole('link', { name: 'backtest_run' }).click();
      await page.getByText('Ended: cancelled').waitFor();
      await page.getByRole('button', { name: 'Run again: backtest_run' }).click();
      await page.getByText('Again of').waitFor();
      await page.getByRole('button', { name: 'Cancel backtest_run' }).click();
      await page.getByText('Ended: cancelled').waitFor();
    });

    it('pause and resume a queue and a worker, and ask before a worker is shut down', async () => {
      const page = await house.visit('/operations?tab=queues');
      await page.getByRole('button', { name: 'Pause daily' }).click();
      await page.getByRole('button', { name: 'Resume daily' }).click();
      await page.getByRole('button', { name: 'Pause daily' }).waitFor();
      await page.getByRole('tab', { name: 'Workers' }).click();
      await page.getByRole('button', { name: 'Pause', exact: true }).click();
      await page.getByText('paused', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Resume', exact: true }).click();
      await page.getByText('idle', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Shut down' }).click();
      await page.getByRole('button', { name: 'Leave it' }).click();
      await page.getByRole('tab', { name: 'Health' }).click();
      await page.getByRole('heading', { name: 'Database' }).waitFor();
    });
  });

  describe('market data', () => {
    it('are imported from a file after a look at it, and what was refused is told', async () => {
      const page = await house.visit('/market-data?tab=import');
      const file = { name: 'ACME_1d.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) };
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByRole('cell', { name: '2026-01-05' }).waitFor();
      await page.getByRole('button', { name: 'Store ACME' }).click();
      await page.getByText('2 new, 0 changed, 0 unchanged bars of ACME, 1d').waitFor();
      await page.getByText('line 3: high 11 is below low 19').waitFor();
      await page.getByRole('link', { name: 'See its prices' }).click();
      await page.getByRole('group', { name: 'Prices of ACME' }).waitFor();
      await page.getByRole('cell', { name: '2026-01-06' }).first().waitFor();
      await page.goto('/market-data?tab=quarantine');
      await page.getByRole('button', { name: 'Forget line 3 of ACME' }).click();
      await page.getByText('Nothing is in quarantine').waitFor();
    });

    it('take a symbol into the universe, plan its past, and bring it', async () => {
      const page = await house.visit('/market-data');
      await page.getByRole('textbox', { name: 'New symbol' }).fill('msft');
      await page.getByRole('button', { name: 'Add symbol' }).click();
      await page.getByRole('link', { name: 'MSFT' }).click();
      await page.getByRole('link', { name: 'Backfill' }).click();
      await page.getByRole('combobox', { name: 'Symbols or series' }).fill('MSFT');
      await page.keyboard.press('Enter');
      await page.getByLabel('First day').fill('2026-01-02');
      await page.getByLabel('Last day').fill('2026-03-31');
      await page.getByRole('button', { name: 'Show the plan' }).click();
      await page.getByText(/Requests: 1, in parts: 1/).waitFor();
      await page.getByRole('button', { name: 'Start', exact: true }).click();
      await page.getByText('Ended: completed').waitFor();
      await page.goto('/market-data/MSFT');
      await page.getByRole('img', { name: /^Days of 2026/ }).waitFor();
    });
  });

  it('can be read by everybody in both colours, and fits a phone', async () => {
    const page = await house.visit('/schedules', { reducedMotion: 'reduce' });
    for (const address of ADDRESSES) {
      await page.setViewportSize(PHONE);
      await page.goto(address);
      await settled(page);
      const width: unknown = await page.evaluate('document.scrollingElement.scrollWidth');
      expect([address, width]).toEqual([address, PHONE.width]);
      await page.setViewportSize(DESK);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
        expect([address, colorScheme, await seriousFaults(page)]).toEqual([address, colorScheme, []]);
      }
    }
  });
});
