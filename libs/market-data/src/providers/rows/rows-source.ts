import type { ProviderId } from '#config';
import type { RowDataset } from '#domain';
import type { RowsAnswer, RowsRequest, RowsSource } from '../market-data-provider.js';
import { ProviderError } from '../provider-error.js';
import type { DraftRow } from './read-columns.js';
import { lackOf, toRowsAnswer } from './rows-answer.js';

/** More than there are. */
const EVERYBODY = 100_000;

type Drafts<Name extends RowDataset> = Promise<readonly DraftRow<Name>[]>;

/** A vendor that is asked for one subject at a time: what it lacks of one keeps no other from its rows. */
export function bySubject<Name extends RowDataset>(
  provider: ProviderId,
  dataset: Name,
  fetchOne: (subject: string, request: RowsRequest) => Drafts<Name>,
): RowsSource<Name> {
  return {
    batchSize: 1,
    async fetch(request) {
      const answers: RowsAnswer<Name>[] = [];
      for (const subject of request.subjects) {
        const drafts = await fetchOne(subject, request).catch((error: unknown) => toLack(error));
        if (!('fault' in drafts))
          answers.push(toRowsAnswer(provider, dataset, { ...request, subjects: [subject] }, drafts));
        else answers.push({ rows: [], missing: [{ subject, ...drafts }], rejected: [] });
      }
      return {
        rows: answers.flatMap(({ rows }) => rows),
        missing: answers.flatMap(({ missing }) => missing),
        rejected: answers.flatMap(({ rejected }) => rejected),
      };
    },
  };
}

/** A vendor that is asked for many subjects at once. */
export function inBatches<Name extends RowDataset>(
  provider: ProviderId,
  dataset: Name,
  batchSize: number,
  fetchMany: (request: RowsRequest) => Drafts<Name>,
): RowsSource<Name> {
  return {
    batchSize,
    fetch: async (request) => toRowsAnswer(provider, dataset, request, await fetchMany(request)),
  };
}

/**
 * A vendor that is asked about days and tells of everybody: that it says nothing of a subject is an answer as well,
 * and only when it says nothing at all the next one is asked.
 */
export function ofDays<Name extends RowDataset>(
  provider: ProviderId,
  dataset: Name,
  fetchDays: (request: RowsRequest) => Drafts<Name>,
): RowsSource<Name> {
  return {
    batchSize: EVERYBODY,
    async fetch(request) {
      const drafts = await fetchDays(request);
      if (drafts.length === 0) throw new ProviderError(provider, 'empty', lackOf(provider, dataset).reason);
      const wanted = new Set(request.subjects);
      const own = drafts.filter((draft) => !('symbol' in draft) || wanted.has(String(draft.symbol)));
      return { ...toRowsAnswer(provider, dataset, request, own), missing: [] };
    },
  };
}

function toLack(error: unknown): { fault: 'empty' | 'unknown_symbol'; reason: string } {
  if (error instanceof ProviderError && (error.fault === 'empty' || error.fault === 'unknown_symbol'))
    return { fault: error.fault, reason: error.message };
  throw error;
}
