import type { VendorHttp, VendorQuery } from '../http/vendor-http.js';
import { ProviderError } from '../provider-error.js';

/** The two places where Yahoo answers: data, and the page that hands out the cookie. */
export interface YahooDoors {
  data: VendorHttp;
  page: VendorHttp;
}

interface Ticket {
  cookie: string;
  crumb: string;
}

/**
 * What Yahoo wants to see for quotes, options and companies: a cookie of its page, and a crumb that goes with it. Both
 * are fetched when first needed, shared by all requests, and fetched anew when Yahoo takes them no more.
 */
export class YahooSession {
  private ticket: Promise<Ticket> | undefined;

  constructor(private readonly doors: YahooDoors) {}

  /** @throws ProviderError; the signal's reason when it fires. */
  async getJson(path: string, query: VendorQuery, signal: AbortSignal): Promise<unknown> {
    const ask = ({ cookie, crumb }: Ticket) =>
      this.doors.data.getJson(path, { ...query, crumb }, signal, { cookie });
    const ticket = await this.findTicket(signal);
    try {
      return await ask(ticket);
    } catch (error) {
      if (!(error instanceof ProviderError) || error.fault !== 'key_refused') throw error;
      return ask(await this.findTicket(signal, ticket));
    }
  }

  /** The ticket of all, or a new one where that is the one that was refused. */
  private async findTicket(signal: AbortSignal, refused?: Ticket): Promise<Ticket> {
    for (;;) {
      const pending = (this.ticket ??= this.fetchTicket(signal));
      const result = await pending.catch((error: unknown) => error);
      if (isTicket(result) && result !== refused) return result;
      // A failure is no ticket for anybody.
      if (this.ticket === pending) this.ticket = undefined;
      signal.throwIfAborted();
      if (result instanceof ProviderError) throw result;
      // It ended with the job of somebody else.
    }
  }

  private async fetchTicket(signal: AbortSignal): Promise<Ticket> {
    const { data, page } = this.doors;
    const { cookies } = await page.get('/quote/AAPL', {}, signal);
    const cookie = cookies.join('; ');
    const crumb = (await data.get('/v1/test/getcrumb', {}, signal, { cookie })).text.trim();
    // Pages and sentences have been delivered as one.
    if (crumb === '' || /[\s<{]/.test(crumb))
      throw new ProviderError('yahoo', 'outage', 'yahoo gave no crumb');
    return { cookie, crumb };
  }
}

const isTicket = (value: unknown): value is Ticket =>
  typeof value === 'object' && value !== null && 'crumb' in value;
