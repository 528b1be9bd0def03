import { readFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { CHROMIUM, DESK, PageHouse, PHONE, seriousFaults, titleOf } from './support/page-house.js';
import { SLOW_BARS, slowRun } from './support/slow-run.js';

jest.setTimeout(90_000);

const ADMIN_KEY = 'of-the-admin-of-this-file';
const OF_THE_ADMIN = {
  strategy: {
    version: 1,
    name: 'Of the admin',
    symbols: ['AAPL'],
    rules: { long: { enter: 'close > open' } },
  },
  timeframe: '1d',
};
/** What a viewer is not offered. */
const REFUSED_TO_VIEWERS = [
  ['button', 'Pin'],
  ['button', 'Name, notes, tags'],
  ['menuitem', 'Run it again as it was'],
  ['menuitem', 'Delete the run'],
] as const;
const NO_SUCH_TASK = '00000000-0000-4000-8000-000000000000';

(CHROMIUM ? describe : describe.skip)(titleOf('the page'), () => {
  let house: PageHouse;
  /** A finished run of a classic. */
  let finished: string;
  beforeAll(async () => {
    house = await PageHouse.open('backtests', ADMIN_KEY);
    await house.api.send(
      'POST',
      '/api/v1/market-data/bars/import?symbol=SLOW&timeframe=1m',
      SLOW_BARS,
      'text/csv',
    );
    const page = await house.visit('/backtests');
    await signIn(page, ADMIN_KEY);
    await page.getByRole('heading', { name: 'Backtests' }).waitFor();
    await house.stayLoggedIn(page);
  });
  afterAll(() => house?.close());
  afterEach(() => {
    expect(house.complaints).toEqual([]);
  });

  async function signIn(page: Page, key: string): Promise<void> {
    await page.getByPlaceholder('bk_…').fill(key);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  async function submitSlowRun(): Promise<string> {
    const { body } = await house.api.post('/api/v1/backtest/run', slowRun('SLOW'));
    return `/backtests/${body.task_id}`;
  }

  const editor = (page: Page) => page.getByRole('textbox', { name: 'Strategy as JSON' });

  /** Long lines are wrapped and stay one line of text. */
  async function editorText(page: Page): Promise<string> {
    return (await page.locator('.cm-line').allTextContents()).join('\n');
  }

  async function write(page: Page, strategy: object): Promise<void> {
    await editor(page).click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(JSON.stringify(strategy));
  }

  it('is served packed and for good where names follow from content, and leaves other addresses to the API', async () => {
    const get = (path: string): Promise<Response> =>
      fetch(house.base + path, { headers: { 'accept-encoding': 'br', 'x-api-key': ADMIN_KEY } });
    const index = await get('/backtests/anything');
    expect(index.headers.get('cache-control')).toBe('no-cache');
    const script = await get(/src="(\/assets\/[^"]+\.js)"/.exec(await index.text())![1]);
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(script.headers.get('content-encoding')).toBe('br');
    for (const path of ['/nowhere', '/api/v1/nowhere', '/assets/nowhere.js']) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        404,
        expect.stringContaining('application/problem+json'),
      ]);
    }
  });

  it('asks for a key, goes on where one was, says what a role may not do, and refuses changes from elsewhere', async () => {
    const { body: run } = await house.api.post('/api/v1/backtest/run', OF_THE_ADMIN);
    const path = `/api/v1/backtest/runs/${run.task_id}`;
    await house.api.send('PATCH', path, JSON.stringify({ shared: true }), 'application/json');
    const { body: guest } = await house.api.post('/api/v1/keys', { name: 'guest', role: 'viewer' });
    const page = await house.visit('/?example=09-donchian-breakout');
    await page.context().clearCookies();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in to Barkeep' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await signIn(page, 'bk_of_nobody');
    await page.getByText('There is no such key').waitFor();
    await signIn(page, guest.key as string);

    await page.getByText('valid', { exact: true }).waitFor();
    expect(page.url()).toContain('example=09');
    const start = page.getByRole('button', { name: 'Run' });
    expect(await start.getAttribute('aria-disabled')).toBe('true');
    await start.hover();
    await page.getByText('Your key is for a viewer; this takes a trader.').waitFor();

    await page.getByRole('link', { name: 'Backtests' }).click();
    await page.getByRole('link', { name: 'Of the admin' }).click();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Report as one HTML file' }).waitFor();
    for (const [role, name] of REFUSED_TO_VIEWERS)
      expect([name, await page.getByRole(role, { name }).count()]).toEqual([name, 0]);
    await page.keyboard.press('Escape');

    const withoutToken = `fetch('/api/v1/session', { method: 'DELETE' }).then(({ status }) => status)`;
    expect(await page.evaluate(withoutToken)).toBe(403);
    await page.getByRole('button', { name: 'Account of guest' }).click();
    expect(await page.getByRole('menuitem', { name: 'Keys' }).count()).toBe(0);
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Barkeep' }).waitFor();
  });

  it('lets a newcomer run a classic, read what came of it, and ask why it traded', async () => {
    const page = await house.visit('/');
    await page.getByText('valid', { exact: true }).waitFor();
    expect(await page.getByText('Stored: 2013-05-13 to 2018-05-11').count()).toBe(1);
    await page.getByRole('button', { name: 'Run' }).click();
    await page.waitForURL(/\/backtests\/[\w-]+$/);
    finished = new URL(page.url()).pathname;

    await page.getByText('sees no future').waitFor();
    const shown = await page
      .getByText(/^[+−]\d+\.\d\d %$/)
      .first()
      .textContent();
    const { body } = await house.api.get(finished.replace('/backtests/', '/api/v1/backtest/result/'));
    expect(shown?.replace('−', '-')).toContain((body.metrics.return_pct as number).toFixed(2));

    await page.getByRole('tab', { name: /Trades/ }).click();
    await page.getByRole('row', { name: /AAPL/ }).first().click();
    await page.getByText('long · enter').waitFor();
    await page.getByText('true', { exact: true }).first().waitFor();
    // What it read is drawn below the prices, and can be put away.
    const signal = page.getByRole('checkbox', { name: 'macd(close, fast, slow, 9).signal' });
    expect(await signal.isChecked()).toBe(true);
    await page.locator('label').filter({ hasText: '.signal' }).click();
    expect(await signal.isChecked()).toBe(false);
  });

  it('has the address of a run as something to share, keeps what is written on it, and hands it out as one HTML file', async () => {
    const page = await house.visit(finished);
    await page.getByRole('heading', { name: 'MACD' }).waitFor();
    await page.getByText('sees no future').waitFor();
    await page.getByRole('button', { name: 'Name, notes, tags' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('The one to beat');
    await page.getByRole('textbox', { name: 'Notes' }).fill('Found in spring');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'The one to beat' }).waitFor();
    await page.getByText('Found in spring').waitFor();

    await page.getByRole('button', { name: 'More' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Report as one HTML file' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('<h1>The one to beat</h1>');
  });

  it('underlines a typo where it stands, says what was meant, and does not run it', async () => {
    const page = await house.visit('/');
    await page.getByText('valid', { exact: true }).waitFor();
    const strategy = {
      version: 1,
      name: 'Typo',
      symbols: ['AAPL'],
      rules: { long: { enter: 'close > smaa(close, 10)' } },
    };
    await write(page, strategy);
    await page.getByText("did you mean 'sma'?").first().waitFor();
    expect(await page.locator('.cm-lintRange-error').allTextContents()).toEqual(['smaa']);
    expect(await page.getByRole('button', { name: 'Run' }).isDisabled()).toBe(true);

    await write(page, { ...strategy, rules: { long: { enter: 'close > sma(close, 10)' } } });
    await page.getByText('valid', { exact: true }).waitFor();
    expect(await page.locator('.cm-lintRange-error').count()).toBe(0);
  });

  it('shows the same strategy as fields and as JSON', async () => {
    const page = await house.visit('/?example=09-donchian-breakout');
    await page.getByText('valid', { exact: true }).waitFor();
    await page.getByText('Form', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Mine');
    await page.getByText('JSON', { exact: true }).click();
    expect(await editor(page).textContent()).toContain('"name": "Mine"');
  });

  it('keeps a strategy in the library, as another version where the name is known, and opens it again', async () => {
    const page = await house.visit('/?example=09-donchian-breakout');
    for (const version of [1, 2]) {
      await page.getByText('valid', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Save' }).click();
      const form = page.getByRole('dialog', { name: 'Save the strategy' });
      await form.getByRole('textbox', { name: 'Name' }).fill('Of my own');
      await form.getByText(`version ${version}`).waitFor();
      await form.getByRole('button', { name: 'Save' }).click();
      await form.waitFor({ state: 'detached' });
      if (version === 1) {
        const saved = JSON.parse(await editorText(page)) as object;
        await write(page, { ...saved, description: 'Changed' });
      }
    }
    await page.goto('/?example=04-macd-signal');
    await page.getByText('valid', { exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'Pick a strategy' }).fill('of my');
    await page.getByRole('option', { name: 'Of my own (version 2)' }).click();
    await page.getByText('"Changed"').waitFor();
    await page.getByRole('combobox', { name: 'Version of Of my own' }).click();
    await page.getByRole('option', { name: /^version 1/ }).click();
    await page.getByText('"Changed"').waitFor({ state: 'detached' });
  });

  it('completes a function with its arguments', async () => {
    const page = await house.visit('/');
    await page.getByText('valid', { exact: true }).waitFor();
    await write(page, { rules: { long: { enter: '' } } });
    for (let back = 0; back < 4; back++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('donch');
    await page.getByRole('option', { name: /donchian/ }).click();
    expect(await editor(page).textContent()).toContain('"donchian()"');
  });

  it('goes on from the first bar when it is loaded anew in the middle of a run, and keeps what was computed', async () => {
    const page = await house.visit(await submitSlowRun());
    await page.getByRole('progressbar', { name: 'Progress' }).waitFor();
    await page.getByText(/bar [1-9]\d*\//).waitFor();
    await page.reload();
    await page.getByText(/bar [1-9]\d*\//).waitFor();
    await page.getByRole('button', { name: 'Stop and keep' }).click();
    await page.getByText('cancelled', { exact: true }).waitFor();
    await page.getByText('Max drawdown').first().waitFor();
    const { body } = await house.api.get(
      new URL(page.url()).pathname.replace('/backtests/', '/api/v1/backtest/result/'),
    );
    expect(body.bars_total).toBeGreaterThan(body.equity_curve.time.length);
    expect(body.equity_curve.time.length).toBeLessThanOrEqual(2_000);
  });

  it('cancels a run, and says that it has no result', async () => {
    const page = await house.visit(await submitSlowRun());
    await page.getByText(/bar [1-9]\d*\//).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled before it had a result').waitFor();
    await page.getByRole('link', { name: 'Open it in the editor' }).click();
    // The editor draws what is in sight alone: its beginning.
    await page.getByText('"c0"').waitFor();
    await page.getByText('valid', { exact: true }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Timeframe' }).inputValue()).toBe('1m');
  });

  it('asks before it deletes a run', async () => {
    const { body } = await house.api.post(
      finished.replace('/backtests/', '/api/v1/backtest/runs/') + '/reproduce',
    );
    const page = await house.visit(`/backtests/${body.task_id}`);
    await page.getByText('sees no future').waitFor();
    for (const answer of ['Leave it', 'Delete it']) {
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Delete the run' }).click();
      await page.getByRole('dialog', { name: 'Delete MACD signal?' }).waitFor();
      await page.getByRole('button', { name: answer }).click();
    }
    await page.getByRole('heading', { name: 'Backtests' }).waitFor();
    const { status } = await house.api.get(`/api/v1/backtest/runs/${body.task_id}`);
    expect(status).toBe(404);
  });

  it('searches parameters and judges what it found', async () => {
    const page = await house.visit('/optimise');
    await page.getByText('valid', { exact: true }).waitFor();
    await page.getByRole('textbox', { name: 'fast: step' }).fill('5');
    await page.getByRole('textbox', { name: 'slow: step' }).fill('20');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByRole('heading', { name: /Search: MACD/ }).waitFor();
    await page.getByText('More than luck').waitFor();
    await page.getByRole('img', { name: 'Sharpe ratio for each value of' }).waitFor();
    await page.getByRole('button', { name: 'Run it' }).first().click();
    await page.getByText('sees no future').waitFor();
  });

  it('draws a search over one parameter as a line', async () => {
    const { body } = await house.api.post('/api/v1/optimise/run', {
      strategy: {
        ...{ version: 1, name: 'One', symbols: ['AAPL'], params: { length: { value: 10 } } },
        rules: { long: { enter: 'close > sma(close, length)', exit: 'close < sma(close, length)' } },
      },
      timeframe: '1d',
      params: { length: { min: 5, max: 20, step: 5 } },
    });
    const page = await house.visit(`/optimise/${body.task_id}`);
    await page.getByRole('img', { name: 'Sharpe ratio for each value of length' }).waitFor();
  });

  it('lays runs side by side', async () => {
    const id = finished.replace('/backtests/', '');
    const page = await house.visit('/backtests');
    await page
      .getByRole('checkbox', { name: /^Pick MACD/ })
      .first()
      .check();
    await page
      .getByRole('checkbox', { name: /^Pick MACD/ })
      .nth(1)
      .check();
    await page.getByRole('button', { name: 'Compare 2' }).click();
    await page.getByRole('columnheader', { name: /2 MACD/ }).waitFor();
    expect(page.url()).toContain(id);
  });

  it('leads anywhere by a few keys, also where the answer comes after the last of them', async () => {
    const page = await house.visit('/backtests');
    let letAnswer = (): void => undefined;
    const isTyped = new Promise<void>((resolve) => (letAnswer = resolve));
    await page.route('**/strategies/examples', async (route) => {
      await isTyped;
      await route.continue();
    });
    await page.getByRole('heading', { name: 'Backtests' }).waitFor();
    await page.keyboard.press('ControlOrMeta+K');
    await page.getByPlaceholder('A page, a strategy, a run …').fill('donch');
    letAnswer();
    await page.getByText('Open in the editor').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/example=09/);
    await page.getByText('valid', { exact: true }).waitFor();
  });

  it('says what to do where there is nothing', async () => {
    const page = await house.visit(`/backtests/${NO_SUCH_TASK}`);
    await page.getByRole('heading', { name: 'Backtest', exact: true }).waitFor();
    await page.getByRole('link', { name: 'All backtests' }).click();
    await page.getByRole('heading', { name: 'Backtests' }).waitFor();
    await page.goto(`/optimise/${NO_SUCH_TASK}`);
    await page.getByRole('heading', { name: 'Search' }).waitFor();
    await page.getByRole('link', { name: 'To the searches' }).click();
    await page.getByRole('heading', { name: 'Optimise' }).waitFor();
    await page.goto(`/?from=${NO_SUCH_TASK}`);
    await page.getByRole('alert').getByText('No such task').waitFor();
    await page.getByText('valid', { exact: true }).waitFor();
  });

  it('can be read by everybody in both colours, and fits a phone', async () => {
    const page = await house.visit('/', { viewport: PHONE, reducedMotion: 'reduce' });
    for (const address of ['/', finished, '/backtests', '/optimise', '/backtests/compare', '/keys']) {
      await page.setViewportSize(PHONE);
      await page.goto(address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByText('Loading', { exact: true }).first().waitFor({ state: 'detached' });
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
    await page.setViewportSize(PHONE);
    await page.getByRole('button', { name: 'Navigation' }).click();
    await page.getByRole('link', { name: 'Operations' }).click();
    await page.waitForURL(/operations/);
  });

  it('keeps the colours that were chosen', async () => {
    const page = await house.visit('/backtests', { colorScheme: 'light' });
    await page.getByRole('button', { name: /Colours of the system/ }).click();
    await page.getByRole('button', { name: /^Light colours/ }).click();
    await page.reload();
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
  });

  it('finds its way back by itself after the server was started again in the middle of a run', async () => {
    const page = await house.visit(await submitSlowRun());
    await page.getByText(/bar [1-9]\d*\//).waitFor();
    await house.restart();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled before it had a result').waitFor({ timeout: 60_000 });
  }, 120_000);
});
