import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { source as axe } from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Cookie, type Page } from 'playwright-core';
import { findFreePort } from '../../../src/embedded/free-port.js';
import { Api } from '../../e2e/support/api.js';
import { killLeftProducts, Product } from '../../e2e/support/product.js';
import { testHome } from '../../support/test-postgres.js';

/** The path of the browser that `npm test` found, or installed where it can; `''` without one. */
export const CHROMIUM = process.env.BARKEEP_CHROMIUM ?? '';

/** What tests of the page are called: where they are left out, their title says why. */
export const titleOf = (what: string): string =>
  CHROMIUM ? what : `${what} (no Chromium here: set BARKEEP_CHROMIUM)`;

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const DESK = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** `npm start` in a folder of its own, and a browser that looks at it. */
export class PageHouse {
  /** What the browser complained of: errors of scripts, refused by the content policy, missing files. */
  readonly complaints: string[] = [];

  /** Of the login that pages begin with. */
  private cookies: Cookie[] = [];

  private constructor(
    private product: Product,
    private readonly env: Readonly<Record<string, string>>,
    private readonly browser: Browser,
    private readonly adminKey: string | undefined,
  ) {}

  /**
   * Fails with what the product wrote where it does not start; nothing that was started then stays.
   * @param adminKey whoever comes needs a key, this one or another; without it nobody does
   */
  static async open(name: string, adminKey?: string): Promise<PageHouse> {
    const home = join(testHome(), `page-${name}`);
    mkdirSync(home, { recursive: true });
    const port = await findFreePort();
    const env = {
      ...{ BARKEEP_HOME: home, PORT: String(port), LOG_LEVEL: 'warn' },
      // What is cut off in the middle is gone on with after the start.
      SHUTDOWN_GRACE_SECONDS: '1',
      ...(adminKey && { AUTH: 'on', ADMIN_API_KEY: adminKey }),
    };
    const launched = chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    try {
      const [product, browser] = await Promise.all([start(env), launched]);
      return new PageHouse(product, env, browser, adminKey);
    } catch (error) {
      await Promise.allSettled([launched.then((browser) => browser.close()), killLeftProducts()]);
      throw error;
    }
  }

  get api(): Api {
    return new Api(this.base, this.adminKey);
  }

  get base(): string {
    return `http://127.0.0.1:${this.env.PORT}`;
  }

  /** A page in a browser that knows nothing of earlier ones but the login, at the address. */
  async visit(address: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ viewport: DESK, baseURL: this.base, ...options });
    await context.addCookies(this.cookies);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    page.on('console', (line) => {
      if (line.type() === 'error' && !isOutage(line.text())) this.complaints.push(line.text());
    });
    await page.goto(address);
    return page;
  }

  /** Pages that are visited from now on come with the login of this one. */
  async stayLoggedIn(page: Page): Promise<void> {
    this.cookies = await page.context().cookies();
  }

  /** Ends every program, and begins again on the same stores and port. */
  async restart(): Promise<void> {
    await this.product.stop('SIGTERM');
    this.product = await start(this.env);
  }

  /** To the Redis of this house alone. */
  signalRedis(signal: NodeJS.Signals): void {
    const pid = readFileSync(join(this.env.BARKEEP_HOME, 'redis', 'redis.pid'), 'utf8');
    process.kill(Number.parseInt(pid, 10), signal);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.product.stop('SIGTERM');
    await killLeftProducts();
  }
}

/** What a browser says of requests that failed while the server was away, or that the API refused. */
function isOutage(text: string): boolean {
  return /ERR_CONNECTION|WebSocket connection|Failed to load resource/.test(text);
}

async function start(env: Readonly<Record<string, string>>): Promise<Product> {
  const product = new Product('scripts/start.mjs', { env });
  await product.says(/Barkeep is ready/);
  return product;
}

interface Violation {
  id: string;
  impact: string | null;
  nodes: { html: string; failureSummary?: string }[];
}

/** Colours that are on their way from one theme to the other are those of neither. */
const SETTLED_COLOURS = `Promise.allSettled(
  document.getAnimations().filter((one) => one instanceof CSSTransition).map(({ finished }) => finished),
).then(() => true)`;

type Axe = { run(options: object): Promise<{ violations: Violation[] }> };

/**
 * What stands in the way of people with other eyes or hands, of the kinds that axe-core calls serious or critical.
 * @param rules only these; all when absent
 */
export async function seriousFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe);
  await page.evaluate(SETTLED_COLOURS);
  const violations = await page.evaluate(
    async (options) => (await (globalThis as unknown as { axe: Axe }).axe.run(options)).violations,
    { resultTypes: ['violations'], ...(rules && { runOnly: [...rules] }) },
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary?.slice(0, 300)}`,
      ),
    );
}
