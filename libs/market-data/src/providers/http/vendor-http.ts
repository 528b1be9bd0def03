import type { ProviderId } from '#config';
import { AnswerTooLarge, PrivateAddress, readText, type OutboundFetch } from '#outbound';
import { ProviderError } from '../provider-error.js';
import { parseRetryAfter } from './retry-after.js';

/** More than any vendor sends at once: the facts of a large company are 10 MB. */
const LARGEST_ANSWER = 128 * 1024 * 1024;

/** An answer as it came; most vendors' JSON content types can't be trusted, so it is text first. */
export interface VendorAnswer {
  status: number;
  text: string;
  /** What it set, as `name=value`. */
  cookies: readonly string[];
}

interface VendorFault {
  fault: ProviderError['fault'];
  message: string;
  retryAfterMs?: number;
}

/**
 * What a vendor's own error shapes mean, status 200 included; undefined where it said nothing of its own and the
 * status counts, null where the answer is good whatever the status.
 */
export type ReadFault = (answer: VendorAnswer) => VendorFault | null | undefined;

export type VendorQuery = Readonly<Record<string, string | number>>;
export type VendorHeaders = Readonly<Record<string, string>>;

export interface VendorHttpOptions {
  provider: ProviderId;
  /** Without a slash at its end. */
  baseUrl: string;
  timeoutMs: number;
  /** Follows no redirect: headers with keys would go to wherever it leads. */
  fetch: OutboundFetch;
  /** Where keys travel, if the vendor lets them. */
  headers?: VendorHeaders;
  /** What every address ends with; a key where the vendor wants it there. */
  query?: VendorQuery;
  readFault: ReadFault;
  /** Resolves when a request may be sent. */
  admit(signal: AbortSignal): Promise<void>;
  /** Is told when the vendor wants fewer requests, and for how long where it said so. */
  hold(ms: number | undefined): Promise<void>;
}

/** The one door through which vendors are asked. Nothing of an address leaves it: keys and tokens may be in there. */
export class VendorHttp {
  constructor(private readonly options: VendorHttpOptions) {}

  /**
   * The answer as JSON.
   * @throws ProviderError; the signal's reason when it fires.
   */
  async getJson(
    path: string,
    query: VendorQuery,
    signal: AbortSignal,
    headers?: VendorHeaders,
  ): Promise<unknown> {
    const { text } = await this.get(path, query, signal, headers);
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw this.fail('outage', 'sent something that is not JSON');
    }
  }

  /** The answer as text, under the same terms. */
  async get(
    path: string,
    query: VendorQuery,
    signal: AbortSignal,
    headers: VendorHeaders = {},
  ): Promise<VendorAnswer> {
    await this.options.admit(signal);
    const { answer, retryAfter } = await this.ask(
      `${path}?${toQuery({ ...query, ...this.options.query })}`,
      signal,
      headers,
    );
    const said = this.options.readFault(answer);
    const fault = said === undefined ? faultOfStatus(answer) : said;
    if (!fault) return answer;
    const retryAfterMs = parseRetryAfter(retryAfter, Date.now()) ?? fault.retryAfterMs;
    if (fault.fault === 'rate_limited') await this.options.hold(retryAfterMs);
    throw this.fail(fault.fault, fault.message, retryAfterMs);
  }

  private async ask(
    target: string,
    signal: AbortSignal,
    headers: VendorHeaders,
  ): Promise<{ answer: VendorAnswer; retryAfter: string | null }> {
    const { baseUrl, timeoutMs, fetch } = this.options;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(`${baseUrl}${target}`, {
        headers: {
          accept: 'application/json',
          'user-agent': 'Mozilla/5.0 (compatible; barkeep)',
          ...this.options.headers,
          ...headers,
        },
        signal: AbortSignal.any([signal, timeout]),
      });
      const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
      const answer = { status: response.status, text: await readText(response, LARGEST_ANSWER), cookies };
      return { answer, retryAfter: response.headers.get('retry-after') };
    } catch (error) {
      signal.throwIfAborted();
      if (timeout.aborted) throw this.fail('outage', `did not answer within ${timeoutMs / 1_000} s`);
      throw this.fail('outage', `could not be reached (${causeOf(error)})`);
    }
  }

  private fail(fault: ProviderError['fault'], message: string, retryAfterMs?: number): ProviderError {
    const { provider } = this.options;
    return new ProviderError(provider, fault, `${provider} ${message}`, retryAfterMs);
  }
}

function toQuery(query: VendorQuery): string {
  return new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
}

/** What a status means where the vendor's body says nothing better. */
function faultOfStatus({ status }: VendorAnswer): VendorFault | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 429) return { fault: 'rate_limited', message: 'wants fewer requests' };
  if (status === 401 || status === 402 || status === 403)
    return { fault: 'key_refused', message: `refused the key or the plan (${status})` };
  if (status >= 500 || status === 408) return { fault: 'outage', message: `is out of order (${status})` };
  return { fault: 'misunderstood', message: `did not take the request (${status})` };
}

/** The code of a network error; its text may hold the address. */
function causeOf(error: unknown): string {
  if (error instanceof PrivateAddress)
    return 'a private address, which MARKET_DATA_ALLOW_PRIVATE does not allow';
  if (error instanceof AnswerTooLarge) return error.message;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'network';
}
