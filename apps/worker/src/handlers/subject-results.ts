import type { JobOutcome } from '#domain';
import type { TaskSummary } from '#jobs';

/** What a data job did for one symbol or series. */
export interface SubjectOutcome {
  outcome: 'ok' | 'empty' | 'failed';
  /** Who answered. */
  provider: string | null;
  reason: string | null;
}

/** Results of single subjects that a summary has room for; those that went wrong come first. */
const LISTED = 500;

/** What all of them together come to. */
export function computeOutcome(results: Iterable<SubjectOutcome>): JobOutcome {
  const outcomes = new Set([...results].map(({ outcome }) => outcome));
  if (outcomes.size === 1) return [...outcomes][0];
  return outcomes.has('ok') ? 'partial' : 'failed';
}

/** Why subjects went wrong, in one sentence; undefined where nobody said. The same words for the same causes. */
export function findReason(
  results: Iterable<Pick<SubjectOutcome, 'outcome' | 'reason'>>,
): string | undefined {
  const reasons = new Set([...results].flatMap(({ outcome, reason }) => (outcome !== 'ok' && reason) || []));
  const [first] = reasons;
  return reasons.size > 1 ? `${first} (more in the result: ${reasons.size - 1})` : first;
}

/** Counts over all subjects, the sums of the members named by `sums`, and what came of each subject. */
export function toSubjectSummary<Sum extends string>(
  results: ReadonlyMap<string, SubjectOutcome & Record<Sum, number>>,
  sums: readonly Sum[],
): TaskSummary {
  const all = [...results.values()];
  const countOf = (wanted: SubjectOutcome['outcome']) =>
    all.filter(({ outcome }) => outcome === wanted).length;
  const wrongFirst = [...results].sort(
    ([, one], [, other]) => Number(one.outcome === 'ok') - Number(other.outcome === 'ok'),
  );
  return {
    symbols: { total: all.length, ok: countOf('ok'), empty: countOf('empty'), failed: countOf('failed') },
    ...Object.fromEntries(sums.map((name) => [name, all.reduce((sum, result) => sum + result[name], 0)])),
    providers: countProviders(all),
    by_symbol: Object.fromEntries(wrongFirst.slice(0, LISTED)),
  };
}

/** How many subjects each provider answered for. */
function countProviders(results: readonly SubjectOutcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { provider } of results) if (provider !== null) counts[provider] = (counts[provider] ?? 0) + 1;
  return counts;
}
