import { setTimeout as sleep } from 'node:timers/promises';
import type { ProviderId } from '#config';
import { CircuitBreaker } from './circuit-breaker.js';
import type { AnswerOf, Dataset, MarketDataProvider, RequestOf } from './market-data-provider.js';
import { ProviderError } from './provider-error.js';

const PASSES = 3;
const PAUSE_MS = 1_000;
/** A longer wait is left to the next run. */
const LONGEST_PAUSE_MS = 120_000;
/** A refused key or plan is asked with again after so long. */
const REFUSED_MS = 600_000;

/** An answer, who gave it, and why those before in the list did not. */
export interface PooledAnswer<Name extends Dataset> {
  provider: ProviderId;
  answer: AnswerOf<Name>;
  passedOver: readonly ProviderError[];
}

/** Nobody gave an answer; `faults` has the last one of each that was asked. */
export class NoProviderAnswered extends Error {
  constructor(readonly faults: readonly ProviderError[]) {
    super(faults.map(({ message }) => message).join('; ') || 'no provider has this dataset');
    this.name = 'NoProviderAnswered';
  }

  /** Whether somebody has the symbol, and just nothing of that time. */
  get isEmpty(): boolean {
    const faults = this.faults.map(({ fault }) => fault);
    return (
      faults.includes('empty') && faults.every((fault) => fault === 'empty' || fault === 'unknown_symbol')
    );
  }
}

export interface ProviderPoolOptions {
  /** Whom to ask, best first. */
  lists: { readonly [Name in Dataset]: readonly MarketDataProvider[] };
  breaker?: CircuitBreaker;
  /** Rejects when the signal fires. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Asks providers in the order of their list until one answers; what passes by itself is asked again. */
export class ProviderPool {
  private readonly breaker: CircuitBreaker;
  private readonly pause: NonNullable<ProviderPoolOptions['pause']>;

  constructor(private readonly options: ProviderPoolOptions) {
    this.breaker = options.breaker ?? new CircuitBreaker();
    this.pause = options.pause ?? ((ms, signal) => sleep(ms, undefined, { signal }));
  }

  /** How many symbols are worked on at once. */
  batchSize(dataset: Dataset): number {
    return Math.min(...this.options.lists[dataset].map((provider) => provider.batchSize));
  }

  /** @throws NoProviderAnswered; the signal's reason; BarkeepError STORE_UNAVAILABLE. */
  async fetch<Name extends Dataset>(dataset: Name, request: RequestOf<Name>): Promise<PooledAnswer<Name>> {
    let list = this.options.lists[dataset].filter((provider) => provider.datasets[dataset]);
    const faults = new Map<ProviderId, ProviderError>();
    for (let pass = 1; list.length > 0; pass += 1) {
      for (const provider of list) {
        const result = await this.ask(dataset, provider, request);
        if (!(result instanceof ProviderError)) {
          faults.delete(provider.id);
          return { provider: provider.id, answer: result, passedOver: [...faults.values()] };
        }
        faults.set(provider.id, result);
      }
      list = list.filter(({ id }) => faults.get(id)?.passes);
      const pauseMs = Math.min(...list.map(({ id }) => faults.get(id)?.retryAfterMs ?? PAUSE_MS * 2 ** pass));
      if (pass === PASSES || pauseMs > LONGEST_PAUSE_MS) break;
      await this.pause(pauseMs, request.signal).catch(() => request.signal.throwIfAborted());
    }
    throw new NoProviderAnswered([...faults.values()]);
  }

  private async ask<Name extends Dataset>(
    dataset: Name,
    provider: MarketDataProvider,
    request: RequestOf<Name>,
  ): Promise<AnswerOf<Name> | ProviderError> {
    const circuit = `${provider.id}:${dataset}`;
    if (this.breaker.isOpen(circuit))
      return new ProviderError(provider.id, 'outage', `${provider.id} failed too often lately`);
    try {
      const answer = await provider.datasets[dataset]!(request);
      this.breaker.succeeded(circuit);
      return answer;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      this.note(circuit, error);
      return error;
    }
  }

  private note(circuit: string, { fault }: ProviderError): void {
    if (fault === 'outage') this.breaker.failed(circuit);
    if (fault === 'key_refused') this.breaker.open(circuit, REFUSED_MS);
  }
}
