import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { datasetDefinition, toDate, type RowDataset } from '#domain';
import type { RowsAnswer, RowsRequest, RowsSource } from '../market-data-provider.js';
import type { DraftRow } from '../rows/read-columns.js';
import { toRowsAnswer } from '../rows/rows-answer.js';
import { readDatasetCsv, type DatasetCsv } from './read-dataset-csv.js';

const BATCH_SIZE = 500;

/** `<folder>/<dataset>.csv` with all subjects, and `<folder>/<dataset>/<subject>.csv` with one, which may both be there. */
export function createCsvRowsSource<Name extends RowDataset>(
  folder: string,
  dataset: Name,
): RowsSource<Name> {
  const { subject: about, time, published } = datasetDefinition(dataset);

  function isWanted(draft: DraftRow<Name>, { subjects, from, to, now }: RowsRequest): boolean {
    const cells = draft as Readonly<Record<string, string | number | null>>;
    if (about !== 'world' && !subjects.includes(String(cells.symbol ?? cells.series))) return false;
    if (Number(cells[published] ?? 0) > now) return false;
    const at = cells[time] ?? null;
    const day = typeof at === 'number' ? toDate(at) : at;
    return day === null || (day >= from && day <= to);
  }

  return {
    batchSize: BATCH_SIZE,
    async fetch(request) {
      const { subjects, signal } = request;
      signal.throwIfAborted();
      const files = await findFiles(folder, dataset, about === 'world' ? [] : subjects);
      const read: DatasetCsv<Name>[] = [];
      for (const { file, subject } of files) read.push(await readDatasetCsv(file, dataset, subject, signal));
      const drafts = read.flatMap((each) => each.drafts).filter((draft) => isWanted(draft, request));
      const answer = toRowsAnswer('csv', dataset, request, drafts);
      return {
        ...answer,
        rejected: [...answer.rejected, ...rejectedOf(read, about === 'world' ? [] : subjects)],
      };
    },
  };
}

/** Lines about somebody else are somebody else's matter. */
function rejectedOf(read: readonly DatasetCsv<RowDataset>[], subjects: readonly string[]) {
  const rejected: RowsAnswer<RowDataset>['rejected'][number][] = read.flatMap((each) => each.rejected);
  return rejected.filter(
    ({ subject }) => subject === '' || subjects.length === 0 || subjects.includes(subject),
  );
}

/** A subject that holds a slash names no file. */
async function findFiles(folder: string, dataset: RowDataset, subjects: readonly string[]) {
  const wanted: { file: string; subject: string | undefined }[] = [
    { file: join(folder, `${dataset}.csv`), subject: undefined },
    ...subjects
      .filter((subject) => !/[/\\]/.test(subject))
      .map((subject) => ({ file: join(folder, dataset, `${subject}.csv`), subject })),
  ];
  const found = await Promise.all(wanted.map(({ file }) => exists(file)));
  return wanted.filter((_, place) => found[place]);
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
