import type { ProviderId } from '#config';

/** What the caller does next is what tells these apart. */
export type ProviderFault =
  /** Wait at least as long as it says, ask another one meanwhile. */
  | 'rate_limited'
  /** Ask another one, and this one again later. */
  | 'outage'
  /** It has the symbol, but nothing for that time. */
  | 'empty'
  /** Only another one may know the symbol. */
  | 'unknown_symbol'
  /** Ask it no more until key or plan are mended. */
  | 'key_refused'
  /** It can't read us or we can't read it: asking again won't help, the adapter is to be mended. */
  | 'misunderstood';

/** A provider that did not give what was asked for. The message is for people and holds no key and no address. */
export class ProviderError extends Error {
  constructor(
    readonly provider: ProviderId,
    readonly fault: ProviderFault,
    message: string,
    /** Milliseconds it wants to be left alone, where it said so. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
    this.name = 'ProviderError';
  }

  /** Whether the same request may succeed later. */
  get passes(): boolean {
    return this.fault === 'rate_limited' || this.fault === 'outage';
  }
}
