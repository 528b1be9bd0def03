import { setImmediate as nextTurn } from 'node:timers/promises';
import { datasetDefinition, toDate, type DatasetRow, type RowDataset } from '#domain';
import type { RowsAnswer, RowsRequest, RowsSource } from '../market-data-provider.js';
import { type SimBooks } from './sim-books.js';
import type { SimMarket } from './sim-market.js';
import type { SimDataset } from './sim-request.js';
import { findSeries } from './simulate-economy.js';
import { findSymbolKind } from './symbol-kind.js';

const NOTHING = { fault: 'empty', reason: 'sim has nothing of that time' } as const;

type Missing = RowsAnswer<RowDataset>['missing'][number];

/** Gives the rows of a dataset that lie within the dates and were published at `now`. */
export function createSimRowsSource<Name extends RowDataset>(
  market: SimMarket,
  books: SimBooks,
  name: Name,
  dataset: SimDataset<Name>,
): RowsSource<Name> {
  const { time, published, subject: about } = datasetDefinition(name);

  function lies(row: DatasetRow<Name>, { from, to, now }: RowsRequest): boolean {
    const cells = row as Readonly<Record<string, unknown>>;
    const [at, known] = [cells[time], cells[published]];
    if (typeof known === 'number' && known > now) return false;
    if (dataset.isSnapshot) return true;
    const date = typeof at === 'number' ? toDate(at) : String(at);
    return date >= from && date <= to;
  }

  function findReason(subject: string): Missing | undefined {
    const kind = about === 'series' ? findSeries(subject) && 'series' : findSymbolKind(subject);
    if (kind === undefined) return { subject, fault: 'unknown_symbol', reason: 'sim does not know it' };
    if (dataset.about.includes(kind)) return undefined;
    return { subject, fault: 'empty', reason: `sim has no ${name} of such a symbol` };
  }

  function select(subject: string, request: RowsRequest): DatasetRow<Name>[] {
    return dataset.rows({ ...request, market, books, subject }).filter((row) => lies(row, request));
  }

  // Everything is computed here and now: a turn of the event loop for each subject keeps heartbeats going.
  return {
    batchSize: dataset.batchSize,
    async fetch(request) {
      request.signal.throwIfAborted();
      const answer = { rows: [] as DatasetRow<Name>[], missing: [] as Missing[], rejected: [] };
      if (dataset.about.includes('world')) return { ...answer, rows: select('', request) };
      for (const subject of request.subjects) {
        await nextTurn();
        request.signal.throwIfAborted();
        const reason = findReason(subject);
        const rows = reason ? [] : select(subject, request);
        answer.rows.push(...rows);
        if (rows.length === 0) answer.missing.push(reason ?? { subject, ...NOTHING });
      }
      return answer;
    },
  };
}
