import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, listProviders, type AppConfig } from '#config';
import { DatasetRepository, QuarantineRepository, type DataOrigin } from '#database';
import { datasetDefinition, dateInZone, xnys, type RowDataset } from '#domain';
import { normaliseRows, type DoubtfulRow } from '../normalise/normalise-rows.js';
import { toBatches } from '../providers/batches.js';
import { NoProviderAnswered, ProviderPool, type PooledRows } from '../providers/provider-pool.js';
import { toSubjectResults, type StoredAnswer, type SubjectResult } from './subject-results.js';

/** What is to be brought of whom. */
export interface DatasetIngestRequest {
  /** Symbols or ids of series; of a dataset of the world the symbols that it is wanted for, or a word that stands for it. */
  subjects: readonly string[];
  /** By what the rows are about, `YYYY-MM-DD`, both inclusive; today in New York when absent. */
  from?: string;
  to?: string;
  /** UTC ms. */
  now: number;
  runId: string;
  signal: AbortSignal;
  /** Told after each batch. */
  onBatch?(done: readonly SubjectResult[]): void;
}

/** Brings rows of any dataset from the providers into the store, a batch of subjects at a time. */
@Injectable()
export class DatasetIngest {
  constructor(
    @Inject(ProviderPool) private readonly pool: ProviderPool,
    @Inject(DatasetRepository) private readonly datasets: DatasetRepository,
    @Inject(QuarantineRepository) private readonly quarantine: QuarantineRepository,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * What came of each subject; faults of providers are in there.
   * @throws BarkeepError STORE_UNAVAILABLE; the signal's reason.
   */
  async ingest(dataset: RowDataset, request: DatasetIngestRequest): Promise<SubjectResult[]> {
    const results: SubjectResult[] = [];
    for (const batch of toBatches([...new Set(request.subjects)], this.pool.rowsBatchSize(dataset))) {
      request.signal.throwIfAborted();
      const { answers, faults } = await this.fetch(dataset, batch, request);
      const stored: StoredAnswer[] = [];
      for (const answer of answers) stored.push(await this.store(dataset, batch, answer, request));
      const done = toSubjectResults(dataset, batch, stored, faults);
      results.push(...done);
      request.onBatch?.(done);
    }
    return results;
  }

  private async fetch(
    dataset: RowDataset,
    batch: readonly string[],
    { from, to, now, signal }: DatasetIngestRequest,
  ): Promise<PooledRows<RowDataset>> {
    const today = dateInZone(now, xnys.timeZone);
    const subjects = isAboutSubjects(dataset) ? batch : [];
    try {
      return await this.pool.fetchRows(dataset, {
        ...{ subjects, from: from ?? today, to: to ?? today, now, signal },
      });
    } catch (error) {
      if (!(error instanceof NoProviderAnswered)) throw error;
      return { answers: [], faults: error.faults.map((fault) => ({ subjects: [], error: fault })) };
    }
  }

  private async store(
    dataset: RowDataset,
    batch: readonly string[],
    { provider, answer }: PooledRows<RowDataset>['answers'][number],
    { now, runId }: DatasetIngestRequest,
  ): Promise<StoredAnswer> {
    const normalised = normaliseRows(dataset, answer.rows, new Set(batch), now);
    const rejected = answer.rejected.map(({ raw, ...row }) => ({
      ...row,
      content: raw,
      severity: 'error' as const,
    }));
    const doubtful = [...rejected, ...normalised.doubtful];
    const priorities = listProviders(this.config, dataset);
    const stored = await this.datasets.upsert(dataset, normalised.rows, { provider, runId, priorities });
    await this.putAside(dataset, doubtful, { provider, runId });
    return { provider, stored, doubtful };
  }

  private async putAside(
    dataset: RowDataset,
    doubtful: readonly DoubtfulRow[],
    origin: DataOrigin,
  ): Promise<void> {
    for (const symbol of new Set(doubtful.map(({ subject }) => subject))) {
      const lines = doubtful.filter(({ subject }) => subject === symbol).map((row) => ({ ...row, line: 0 }));
      await this.quarantine.add({ symbol, dataset }, lines, origin);
    }
  }
}

/** Whether providers are asked for symbols or series at all: events are about nobody. */
function isAboutSubjects(dataset: RowDataset): boolean {
  const { subject, columns } = datasetDefinition(dataset);
  return subject !== 'world' || 'symbols' in columns;
}
