import { setTimeout as sleep } from 'node:timers/promises';
import type { ProviderId } from '#config';
import type { RowDataset } from '#domain';
import { toBatches } from './batches.js';
import { CircuitBreaker } from './circuit-breaker.js';
import type {
  AnswerOf,
  Dataset,
  MarketDataProvider,
  RequestOf,
  RowsAnswer,
  RowsRequest,
} from './market-data-provider.js';
import { ProviderError, type ProviderFault } from './provider-error.js';
import { SubjectLedger, type SubjectFault } from './subject-ledger.js';

const PASSES = 3;
const PAUSE_MS = 1_000;
/** A longer wait is left to the next run. */
const LONGEST_PAUSE_MS = 120_000;
/** A refused key or plan is asked with again after so long. */
const REFUSED_MS = 600_000;
/** Requests for rows that one provider answers at once. */
const REQUESTS_AT_ONCE = 4;

/** An answer, who gave it, and why those before in the list did not. */
export interface PooledAnswer<Name extends Dataset> {
  provider: ProviderId;
  answer: AnswerOf<Name>;
  passedOver: readonly ProviderError[];
}

/** Rows of one or more providers: each subject is in the answer of the first that had something of it. */
export interface PooledRows<Name extends RowDataset> {
  answers: readonly { provider: ProviderId; answer: RowsAnswer<Name> }[];
  /**
   * Why providers gave nothing of these subjects, the last word of each. A subject that nobody answered is in here
   * once for every provider; one that is in an answer, for those that were passed over.
   */
  faults: readonly SubjectFault[];
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

/** A question that a provider was asked, and what came of it. */
export interface AskedProvider {
  provider: ProviderId;
  dataset: Dataset | RowDataset;
  result: 'ok' | ProviderFault;
}

export interface ProviderPoolOptions {
  /** Whom to ask, best first; those that lack the dataset are passed over. */
  lists: { readonly [Name in Dataset | RowDataset]?: readonly MarketDataProvider[] };
  breaker?: CircuitBreaker;
  /** Rejects when the signal fires. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told of every question; not of providers that are left alone. */
  onAsked?: (asked: AskedProvider) => void;
  /** Watches each question while it is on. */
  aroundAsked?: <Answer>(asked: Omit<AskedProvider, 'result'>, ask: () => Promise<Answer>) => Promise<Answer>;
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
    return Math.min(...(this.options.lists[dataset] ?? []).map((provider) => provider.batchSize));
  }

  /** Subjects that are worth asking for at once: as many as the largest requests of a provider hold that it answers at once. */
  rowsBatchSize(dataset: RowDataset): number {
    return (
      REQUESTS_AT_ONCE * Math.max(1, ...this.listFor(dataset).map(({ rows }) => rows![dataset]!.batchSize))
    );
  }

  /** @throws NoProviderAnswered; the signal's reason; BarkeepError STORE_UNAVAILABLE. */
  async fetch<Name extends Dataset>(dataset: Name, request: RequestOf<Name>): Promise<PooledAnswer<Name>> {
    const [first] = await this.fetchSeveral(dataset, request, 1);
    return first;
  }

  /**
   * The answers of the first providers that give one, as many as are wanted if there are; nobody is waited for once
   * somebody has answered. Errors as `fetch`.
   */
  async fetchSeveral<Name extends Dataset>(
    dataset: Name,
    request: RequestOf<Name>,
    wanted: number,
  ): Promise<PooledAnswer<Name>[]> {
    let list = (this.options.lists[dataset] ?? []).filter((provider) => provider.datasets[dataset]);
    const faults = new Map<ProviderId, ProviderError>();
    for (let pass = 1; list.length > 0; pass += 1) {
      const answers: Omit<PooledAnswer<Name>, 'passedOver'>[] = [];
      for (const provider of list) {
        if (answers.length === wanted) break;
        const result = await this.ask(dataset, provider, () => provider.datasets[dataset]!(request));
        faults.delete(provider.id);
        if (result instanceof ProviderError) faults.set(provider.id, result);
        else answers.push({ provider: provider.id, answer: result });
      }
      const passedOver = [...faults.values()];
      if (answers.length > 0) return answers.map((answer) => ({ ...answer, passedOver }));
      list = list.filter(({ id }) => faults.get(id)?.passes);
      const waiting = list.flatMap(({ id }) => faults.get(id) ?? []);
      if (!(await this.pauseBetween(pass, waiting, request.signal))) break;
    }
    throw new NoProviderAnswered([...faults.values()]);
  }

  /**
   * Rows of all subjects, from as many providers as it takes: the next one is asked for what one lacks.
   * @throws NoProviderAnswered when nothing at all could be had; the signal's reason; BarkeepError STORE_UNAVAILABLE.
   */
  async fetchRows<Name extends RowDataset>(dataset: Name, request: RowsRequest): Promise<PooledRows<Name>> {
    const list = this.listFor(dataset);
    const answers: { provider: ProviderId; answer: RowsAnswer<Name> }[] = [];
    const ledger = new SubjectLedger(request.subjects);
    for (let pass = 1; ; pass += 1) {
      for (const provider of list) {
        const { batchSize } = provider.rows![dataset]!;
        const batches = toBatches(ledger.listWanted(provider.id), batchSize);
        for (const group of toBatches(batches, REQUESTS_AT_ONCE)) {
          const results = await Promise.all(
            group.map((batch) => this.askRows(dataset, provider, ledger, batch, request)),
          );
          answers.push(...results.flatMap((answer) => (answer ? { provider: provider.id, answer } : [])));
        }
      }
      if (!(await this.pauseBetween(pass, ledger.listPassing(), request.signal))) break;
    }
    const faults = ledger.listFaults();
    if (answers.length === 0) throw new NoProviderAnswered(faults.map(({ error }) => error));
    return { answers, faults };
  }

  /** The answer, if there is one; writes down who is served and who is not. */
  private async askRows<Name extends RowDataset>(
    dataset: Name,
    provider: MarketDataProvider,
    ledger: SubjectLedger,
    batch: readonly string[],
    request: RowsRequest,
  ): Promise<RowsAnswer<Name> | undefined> {
    const { id } = provider;
    const subjects = ledger.toSubjects(batch);
    const result = await this.ask(dataset, provider, () =>
      provider.rows![dataset]!.fetch({ ...request, subjects }),
    );
    if (result instanceof ProviderError) return void ledger.failed(batch, result);
    ledger.served(batch);
    for (const { subject, fault, reason } of result.missing)
      ledger.failed([subject], new ProviderError(id, fault, reason));
    return result;
  }

  private listFor(dataset: RowDataset): readonly MarketDataProvider[] {
    return (this.options.lists[dataset] ?? []).filter(({ rows }) => rows?.[dataset]);
  }

  /** Whether it is worth asking again, after as long as it takes. */
  private async pauseBetween(
    pass: number,
    faults: readonly ProviderError[],
    signal: AbortSignal,
  ): Promise<boolean> {
    const pauseMs = Math.min(...faults.map(({ retryAfterMs }) => retryAfterMs ?? PAUSE_MS * 2 ** pass));
    if (pass === PASSES || pauseMs > LONGEST_PAUSE_MS) return false;
    await this.pause(pauseMs, signal).catch(() => signal.throwIfAborted());
    return true;
  }

  private async ask<Answer>(
    dataset: Dataset | RowDataset,
    { id }: MarketDataProvider,
    fetch: () => Promise<Answer>,
  ): Promise<Answer | ProviderError> {
    const circuit = `${id}:${dataset}`;
    const why = this.breaker.whyOpen(circuit);
    if (why)
      return new ProviderError(id, why.fault, `${why.message}; it is left alone for a while`, Infinity);
    try {
      const { aroundAsked } = this.options;
      const answer = await (aroundAsked ? aroundAsked({ provider: id, dataset }, fetch) : fetch());
      this.breaker.succeeded(circuit);
      this.options.onAsked?.({ provider: id, dataset, result: 'ok' });
      return answer;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      this.options.onAsked?.({ provider: id, dataset, result: error.fault });
      if (error.fault === 'outage') this.breaker.failed(circuit, error);
      if (error.fault === 'key_refused') this.breaker.open(circuit, REFUSED_MS, error);
      return error;
    }
  }
}
