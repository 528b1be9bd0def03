import { dateInZone, TIMEFRAME_MS, toDate, toSymbolKind, xnys, type RowDataset } from '#domain';
import {
  NO_PROGRESS,
  type Handler,
  type HandlerResult,
  type JobContext,
  type TaskProgress,
  type TaskSummary,
} from '#jobs';
import { DATASET_WINDOWS } from './dataset-windows.js';
import { computeOutcome, findReason, toSubjectSummary, type SubjectOutcome } from './subject-results.js';

const COUNTS = ['inserted', 'changed', 'unchanged', 'quarantined'] as const;
const DAY = TIMEFRAME_MS['1d'];

type SubjectResult = SubjectOutcome & { subject: string } & Record<(typeof COUNTS)[number], number>;

/** What is asked of the ingest: rows of those subjects about those days, both inclusive. */
interface IngestRequest {
  subjects: readonly string[];
  from: string;
  to: string;
  now: number;
  runId: string;
  signal: AbortSignal;
  onBatch(done: readonly SubjectResult[]): void;
}

/** Whom a dataset is brought of, and symbols that are switched on though there can be none of them. */
interface DatasetSubjects {
  subjects: readonly string[];
  leftOut: readonly string[];
}

export interface DatasetSources {
  ingest(dataset: RowDataset, request: IngestRequest): Promise<SubjectResult[]>;
  /** Whom the dataset is brought of, where the payload does not say. */
  listSubjects(dataset: RowDataset): Promise<DatasetSubjects>;
  /** When the job last ended with new or known rows, UTC ms. */
  findLastSuccess(dataset: RowDataset): Promise<number | undefined>;
}

/** Brings the rows of a dataset. A fault of one subject is no fault of the others. */
export function createDatasetHandler(
  dataset: RowDataset,
  sources: DatasetSources,
  clock: () => number = Date.now,
): Handler<RowDataset> {
  return async (context) => {
    const { payload, signal, taskId } = context;
    const { subjects, leftOut } = payload.symbols
      ? { subjects: [...new Set(payload.symbols)], leftOut: [] }
      : await sources.listSubjects(dataset);
    const beside = toLeftOut(dataset, leftOut);
    if (subjects.length === 0)
      return { outcome: 'skipped', summary: { reason: 'Nothing is switched on', ...beside } };
    const now = clock();
    const window = await findWindow(dataset, context, sources, now);
    const results: SubjectResult[] = [];
    const report = () => context.report(toProgress(results.length, subjects.length));
    report();
    const onBatch = (done: readonly SubjectResult[]) => {
      results.push(...done);
      report();
    };
    const all = await sources.ingest(dataset, { subjects, ...window, runId: taskId, signal, onBatch });
    const { summary, ...result } = toResult(all, now);
    return { ...result, summary: { ...summary, ...beside } };
  };
}

async function findWindow(
  dataset: RowDataset,
  { payload, slot }: JobContext<RowDataset>,
  sources: DatasetSources,
  now: number,
) {
  const { daysBack, daysAhead, sinceLastRun, isSnapshot } = DATASET_WINDOWS[dataset];
  const today = dateInZone(now, xnys.timeZone);
  const lastSuccess = sinceLastRun && (await sources.findLastSuccess(dataset));
  const since = lastSuccess === undefined ? '' : dateInZone(lastSuccess, xnys.timeZone);
  const earliest = shift(today, -daysBack);
  return {
    from: payload.start ?? (since > earliest ? since : earliest),
    to: payload.end ?? shift(today, daysAhead),
    // Without a slot its minute: asking twice within it is asking for the same snapshot.
    now: isSnapshot ? (slot ?? now - (now % TIMEFRAME_MS['1m'])) : now,
  };
}

/** Says of whom there can be none, and why. */
function toLeftOut(dataset: RowDataset, symbols: readonly string[]): TaskSummary {
  if (symbols.length === 0) return {};
  const reasons = symbols.map((symbol) => [
    symbol,
    `there is no ${dataset} of this kind: ${toSymbolKind(symbol)}`,
  ]);
  return { left_out: Object.fromEntries(reasons) };
}

function shift(date: string, days: number): string {
  return toDate(Date.parse(date) + days * DAY);
}

/** That nothing came is a failure on a trading day; on any other day there may just be nothing. */
function toResult(results: readonly SubjectResult[], now: number): HandlerResult {
  const bySubject = new Map(results.map(({ subject, ...result }) => [subject, result]));
  const summary = toSubjectSummary(bySubject, COUNTS);
  const outcome = computeOutcome(results);
  const today = dateInZone(now, xnys.timeZone);
  if (outcome !== 'empty' || xnys.sessions(today, today).length > 0)
    return { outcome, summary, reason: findReason(results) };
  return {
    outcome: 'skipped',
    summary: { ...summary, reason: 'Nothing came, and the market has no session' },
  };
}

function toProgress(done: number, total: number): TaskProgress {
  const message = `${done}/${total} symbols`;
  return { ...NO_PROGRESS, percent: (done / total) * 100, message, stage: 'loading' };
}
