import type { ProviderId } from '#config';
import type { DatasetUpsertResult, IngestCounts } from '#database';
import { datasetDefinition, type RowDataset } from '#domain';
import type { DoubtfulRow } from '../normalise/normalise-rows.js';
import type { ProviderError } from '../providers/provider-error.js';
import type { SubjectFault } from '../providers/subject-ledger.js';

/** What came of one symbol or series. `empty` means that there should be something, and nobody has it. */
export interface SubjectResult extends IngestCounts {
  subject: string;
  outcome: 'ok' | 'empty' | 'failed';
  /** Who answered. */
  provider: ProviderId | null;
  quarantined: number;
  /** Rows that look strange and were stored all the same, by why. */
  warnings: Readonly<Record<string, number>>;
  reason: string | null;
}

/** Of these there may be nothing in a window of time without anything being wrong. */
const MAY_BE_NONE: ReadonlySet<RowDataset> = new Set<RowDataset>([
  ...(['dividends', 'earnings_transcripts', 'earnings_calendar', 'news', 'economic_events'] as const),
]);

/** An answer of a provider, as far as it was stored. */
export interface StoredAnswer {
  provider: ProviderId;
  stored: DatasetUpsertResult;
  doubtful: readonly DoubtfulRow[];
}

/** Adds up what came of each subject of a batch. */
export function toSubjectResults(
  dataset: RowDataset,
  subjects: readonly string[],
  answers: readonly StoredAnswer[],
  faults: readonly SubjectFault[],
): SubjectResult[] {
  const isWorld = datasetDefinition(dataset).subject === 'world';
  const errorsOf = (subject: string) =>
    faults
      .filter((fault) => fault.subjects.length === 0 || fault.subjects.includes(subject))
      .map(({ error }) => error);
  const findGiver = (errors: readonly ProviderError[]) =>
    answers.find(({ provider }) => errors.every((error) => error.provider !== provider));
  // Rows about nobody in particular are counted once, at the first of those for whom somebody had any.
  const counting = Math.max(
    subjects.findIndex((subject) => findGiver(errorsOf(subject))),
    0,
  );
  return subjects.map((subject, place) => {
    const name = isWorld ? '' : subject;
    const counted = isWorld && place !== counting ? [] : answers;
    const errors = errorsOf(subject);
    const own = counted.flatMap(({ doubtful }) => doubtful.filter((row) => isWorld || row.subject === name));
    const put = own.filter(({ severity }) => severity === 'error');
    const parts = counted.flatMap(({ stored }) => stored.bySubject.get(name) ?? []);
    const refusal = answers.flatMap(({ stored }) => stored.refused).find((one) => one.subject === name);
    const giver = answers.find(({ stored }) => !isWorld && stored.bySubject.has(name)) ?? findGiver(errors);
    return {
      subject,
      ...judge(dataset, {
        refusal: refusal?.reason,
        put,
        hasRows: parts.length > 0,
        errors,
        giver: giver?.provider,
      }),
      ...sumOf(parts),
      quarantined: put.length,
      warnings: countReasons(own.filter(({ severity }) => severity === 'warning')),
    };
  });
}

interface Findings {
  refusal: string | undefined;
  put: readonly DoubtfulRow[];
  hasRows: boolean;
  errors: readonly ProviderError[];
  giver: ProviderId | undefined;
}

function judge(
  dataset: RowDataset,
  { refusal, put, hasRows, errors, giver }: Findings,
): Pick<SubjectResult, 'outcome' | 'provider' | 'reason'> {
  const provider = giver ?? null;
  const said = [...new Set(errors.map(({ message }) => message))].join('; ') || null;
  if (refusal !== undefined) return { outcome: 'failed', provider, reason: refusal };
  if (hasRows) return { outcome: 'ok', provider, reason: said };
  if (put.length > 0)
    return { outcome: 'failed', provider, reason: `nothing of it could be stored: ${put[0].reason}` };
  const faults = errors.map(({ fault }) => fault);
  const isKnown = provider !== null || faults.includes('empty');
  const isNone =
    isKnown &&
    (provider !== null || faults.every((fault) => fault === 'empty' || fault === 'unknown_symbol'));
  if (!isNone) return { outcome: 'failed', provider, reason: said ?? 'no provider has this dataset' };
  return {
    outcome: MAY_BE_NONE.has(dataset) ? 'ok' : 'empty',
    provider,
    reason: said ?? 'there is nothing of it',
  };
}

function sumOf(parts: readonly IngestCounts[]): IngestCounts {
  const sum = (name: keyof IngestCounts) => parts.reduce((total, part) => total + part[name], 0);
  return { inserted: sum('inserted'), changed: sum('changed'), unchanged: sum('unchanged') };
}

function countReasons(rows: readonly DoubtfulRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of rows) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
