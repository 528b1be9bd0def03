import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toDate, xnys } from '#domain';

const DAY = 86_400_000;

export interface ChartVendorOptions {
  /** It knows nobody else. */
  symbols: readonly string[];
  /** Where its prices begin, `YYYY-MM-DD`. */
  since: string;
  /** Two for one on that day; the vendor knows of it from an instant on, from the first when absent. */
  split?: { symbol: string; exDate: string; knownFrom?: number };
}

/** Yahoo as far as it is asked for charts: prices until now, adjusted for the splits that it knows of. */
export class ChartVendor {
  readonly asked: string[] = [];
  /** Answers that it still gives before it is out of order. */
  answersLeft = Infinity;
  /** Whom it does not answer about until it is released. */
  readonly hanging = new Set<string>();
  private readonly held: (() => void)[] = [];
  private readonly server: Server;

  constructor(private readonly options: ChartVendorOptions) {
    this.server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://vendor');
      const symbol = pathname.split('/').at(-1)!;
      const answer = () => this.answer(response, symbol, Number(searchParams.get('period1')) * 1_000);
      this.asked.push(symbol);
      if (this.hanging.has(symbol)) this.held.push(answer);
      else answer();
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Answers whoever waits, late. */
  release(): void {
    this.hanging.clear();
    for (const answer of this.held.splice(0)) answer();
  }

  private answer(response: ServerResponse, symbol: string, start: number): void {
    this.answersLeft -= 1;
    if (this.answersLeft < 0) return void response.writeHead(503).end('out of order');
    const isKnown = this.options.symbols.includes(symbol);
    const chart = isKnown
      ? { result: [this.chart(symbol, start)], error: null }
      : { result: null, error: { code: 'Not Found', description: 'No data found' } };
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ chart }));
  }

  /** The price rises by one with each session: 50, 51, 52, … on the shares after the split. */
  private chart(symbol: string, start: number) {
    const now = Date.now();
    const sessions = xnys.sessions(this.options.since, toDate(now + DAY)).filter(({ open }) => open <= now);
    const shown = [...sessions.entries()].filter(([, { open }]) => open >= start);
    const split = this.options.split?.symbol === symbol ? this.options.split : undefined;
    const isSplitKnown = split !== undefined && now >= (split.knownFrom ?? 0);
    /** What a day's prices are multiplied by, and its volume is divided by. */
    const factorOn = (date: string) => (split !== undefined && !isSplitKnown && date < split.exDate ? 2 : 1);
    const column = (above: number) => shown.map(([index, { date }]) => (50 + above + index) * factorOn(date));
    const exDay = split && sessions.find(({ date }) => date === split.exDate);
    const event = exDay && isSplitKnown && { date: exDay.open / 1_000, numerator: 2, denominator: 1 };
    return {
      meta: { exchangeTimezoneName: xnys.timeZone },
      timestamp: shown.map(([, { open }]) => open / 1_000),
      events: event ? { splits: { a: event } } : {},
      indicators: {
        quote: [
          {
            ...{ open: column(0), high: column(2), low: column(-1), close: column(1) },
            volume: shown.map(([, { date }]) => 1_000 / factorOn(date)),
          },
        ],
      },
    };
  }
}
