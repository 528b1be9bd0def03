import type { ProviderId } from '#config';
import { datasetDefinition, type DatasetDefinition, type DatasetRow, type RowDataset } from '#domain';
import type { RowsAnswer, RowsRequest } from '../market-data-provider.js';
import { toText, type DraftRow } from './read-columns.js';

type Cells = Record<string, unknown>;

const SUBJECT_COLUMNS = { instrument: ['symbol'], series: ['series'], world: [] } as const;

/**
 * An answer out of drafts: rows about other days than those asked for are left out, of two with one key the later
 * counts, one that lacks what may not be null is rejected. Instruments and series of which nothing came are missing.
 */
export function toRowsAnswer<Name extends RowDataset>(
  provider: ProviderId,
  dataset: Name,
  request: Pick<RowsRequest, 'subjects' | 'from' | 'to'>,
  drafts: readonly DraftRow<Name>[],
): RowsAnswer<Name> {
  const definition: DatasetDefinition = datasetDefinition(dataset);
  const subjectColumns = SUBJECT_COLUMNS[definition.subject];
  const identity = [...subjectColumns, ...definition.key];
  const rows = new Map<string, Cells>();
  const rejected: RowsAnswer<Name>['rejected'][number][] = [];
  const answered = new Set<string>();
  for (const draft of drafts) {
    const row = toCells([...subjectColumns, ...Object.keys(definition.columns)], draft);
    if (isOutside(definition, row, request)) continue;
    const subject = toText(subjectColumns.map((column) => row[column])[0]) ?? '';
    answered.add(subject);
    const lacking = Object.entries(definition.columns).filter(
      ([column, spec]) => spec.endsWith('!') && row[column] === null,
    );
    const reason = lacking.map(([column]) => `${column} is missing`).join(', ');
    if (reason === '') rows.set(JSON.stringify(identity.map((column) => row[column])), row);
    else rejected.push({ subject, raw: JSON.stringify(draft), reason });
  }
  const missing = subjectColumns.length > 0 ? request.subjects.filter((name) => !answered.has(name)) : [];
  return {
    rows: [...rows.values()] as DatasetRow<Name>[],
    missing: missing.map((subject) => ({ subject, ...lackOf(provider, dataset) })),
    rejected,
  };
}

/** That a provider has nothing, in words. */
export function lackOf(provider: ProviderId, dataset: RowDataset): { fault: 'empty'; reason: string } {
  return {
    fault: 'empty',
    reason: `${provider} has no ${dataset.replaceAll('_', ' ')} of that subject and time`,
  };
}

/** Every column, null where there is nothing; what is computed from nothing is nothing. */
function toCells(columns: readonly string[], draft: Cells): Cells {
  return Object.fromEntries(
    columns.map((column) => [column, Number.isNaN(draft[column]) ? null : (draft[column] ?? null)]),
  );
}

function isOutside(
  { columns, time }: DatasetDefinition,
  row: Cells,
  { from, to }: Pick<RowsRequest, 'from' | 'to'>,
): boolean {
  const day = row[time];
  return columns[time] === 'date!' && typeof day === 'string' && (day < from || day > to);
}
