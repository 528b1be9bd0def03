import { jest } from '@jest/globals';
import { CHROMIUM, DESK, PageHouse, PHONE, seriousFaults, titleOf } from './support/page-house.js';
import { slowSearch } from './support/slow-search.js';

jest.setTimeout(60_000);

/** Each with words that it shows once it has what it asked for. */
const ADDRESSES: readonly (readonly [address: string, words: string | RegExp])[] = [
  ['/schedules', /^Left out today/],
  ['/schedules/historical_prices', /^Nobody changed it/],
  ['/operations', 'Job'],
  ['/operations?tab=failures', 'Nothing failed'],
  ['/operations?tab=queues', 'What is asked for by hand'],
  ['/operations?tab=workers', 'Since its start'],
  ['/operations?tab=health', 'Database'],
  ['/operations?tab=audit', /daily.pause/],
  ['/market-data', 'AAPL'],
  ['/market-data?tab=freshness', 'Standing'],
  ['/market-data?tab=quarantine', 'Nothing is in quarantine'],
  ['/market-data?tab=import', /^Drop a CSV file/],
  ['/market-data?tab=backfill', 'First day'],
  ['/market-data/AAPL', 'Sessions'],
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

    it('run at other times, of which the next ten are shown before', async () => {
      const page = await house.visit('/schedules/company_info');
      await page.getByRole('button', { name: 'Times …' }).click();
      await page.getByRole('textbox', { name: 'Cron' }).fill('45 99 * * 1');
      await page.getByText("cron can't be read").waitFor();
      await page.getByRole('textbox', { name: 'Cron' }).fill('45 9 * * 1');
      await page.getByText('At 09:45, only on Monday').waitFor();
      expect(await page.getByRole('listitem').count()).toBe(10);
      await page.getByRole('button', { name: 'Change' }).click();
      await page.getByText(/45 9 \* \* 1, America/).waitFor();
      await page.getByRole('button', { name: 'Times …' }).click();
      await page.getByRole('button', { name: 'As it usually is' }).click();
      await page.getByText(/0 22 \* \* 0, America/).waitFor();
    });
  });

  describe('operations', () => {
    it('show a task while it runs, cancel it, find it again, and run it again', async () => {
      const { status } = await house.api.post('/api/v1/optimise/run', slowSearch('AAPL'));
      expect(status).toBe(202);
      const page = await house.visit('/operations');
      await page.getByRole('progressbar', { name: 'Progress of optimise_run' }).waitFor();
      await page.getByRole('button', { name: 'Cancel optimise_run' }).click();
      await page.getByRole('tabpanel').getByText('cancelled', { exact: true }).first().waitFor();
      await page.getByRole('textbox', { name: 'Search tasks' }).fill('aapl');
      await page.waitForURL(/q=aapl/);
      await page.reload();
      expect(await page.getByRole('textbox', { name: 'Search tasks' }).inputValue()).toBe('aapl');
      await page.getByRole('link', { name: 'optimise_run' }).click();
      await page.getByText('Ended: cancelled').waitFor();
      await page.getByRole('button', { name: 'Run again: optimise_run' }).click();
      await page.getByText('Again of').waitFor();
      await page.getByRole('button', { name: 'Cancel optimise_run' }).click();
      await page.getByText('Ended: cancelled').waitFor();
    });

    it('say that they stand still while Redis does, and go on by themselves', async () => {
      const page = await house.visit('/operations?tab=workers');
      await page.getByText('Since its start').waitFor();
      house.signalRedis('SIGSTOP');
      try {
        await page.getByText('Barkeep or its Redis is away').waitFor();
      } finally {
        house.signalRedis('SIGCONT');
      }
      await page.getByText('Barkeep or its Redis is away').waitFor({ state: 'detached' });
    });

    it('run many tasks again at once', async () => {
      const page = await house.visit('/operations?job=dividends&status=completed');
      await page
        .getByRole('checkbox', { name: /^Tick dividends/ })
        .first()
        .check();
      await page.getByRole('button', { name: 'Run 1 again' }).click();
      await page.getByText('Tasks run again: 1 of 1').waitFor();
    });

    it('pause and resume a queue and a worker, and ask before a worker is shut down', async () => {
      const page = await house.visit('/operations?tab=queues');
      await page.getByRole('button', { name: 'Pause daily' }).click();
      await page.getByRole('button', { name: 'Resume daily' }).click();
      await page.getByRole('button', { name: 'Pause daily' }).waitFor();
      await page.getByRole('tab', { name: 'Workers' }).click();
      await page.getByRole('button', { name: /^Pause / }).click();
      await page.getByText('paused', { exact: true }).waitFor();
      await page.getByRole('button', { name: /^Resume / }).click();
      await page.getByText('idle', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Shut down' }).click();
      await page.getByRole('button', { name: 'Leave it' }).click();
      await page.getByRole('tab', { name: 'Health' }).click();
      await page.getByRole('heading', { name: 'Database' }).waitFor();
      await page.getByRole('tab', { name: 'Audit' }).click();
      await page.getByText('POST /api/v1/admin/queues/daily/pause').waitFor();
    });
  });

  describe('market data', () => {
    it('are imported from a file after a look at it, and what was refused is told', async () => {
      const page = await house.visit('/market-data?tab=import');
      const file = { name: 'ACME_1d.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) };
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByRole('cell', { name: '2026-01-05' }).waitFor();
      await page.getByText('It would store 2 new').waitFor();
      await page.getByText('line 3: high 11 is below low 19').waitFor();
      await page.getByRole('button', { name: 'Store ACME' }).click();
      await page.getByRole('status').getByText('2 new, 0 changed, 0 unchanged bars of ACME, 1d').waitFor();
      await page.getByText('line 3: high 11 is below low 19').waitFor();
      await page.locator('input[type=file]').setInputFiles({ ...file, name: 'prices.csv' });
      await page.getByRole('button', { name: 'Store them' }).waitFor();
      expect(await page.getByRole('textbox', { name: 'Symbol' }).inputValue()).toBe('');
      await page.goto('/market-data/ACME');
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
      await page.getByRole('combobox', { name: 'Symbols' }).fill('MSFT');
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
    for (const [address, words] of ADDRESSES) {
      await page.setViewportSize(PHONE);
      await page.goto(address);
      await page.getByText(words).first().waitFor();
      const width: unknown = await page.evaluate('document.scrollingElement.scrollWidth');
      expect([address, width]).toEqual([address, PHONE.width]);
      await page.setViewportSize(DESK);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
        // Only colours differ from one to the other.
        const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined;
        expect([address, colorScheme, await seriousFaults(page, rules)]).toEqual([address, colorScheme, []]);
      }
    }
  }, 120_000);
});
