import { datasetDefinition, dateInZone, kindOf, xnys, type DatasetRow, type RowDataset } from '#domain';
import { KIND_RULES, ROW_RULES, type RowContext } from './row-rules.js';

/** A row that is not stored, or is with a doubt. */
export interface DoubtfulRow {
  /** Symbol or series; empty where nobody in particular is meant. */
  subject: string;
  content: string;
  reason: string;
  severity: 'error' | 'warning';
}

export interface NormalisedRows<Name extends RowDataset> {
  /** Each key once, in an order that does not depend on that in which they came. */
  rows: DatasetRow<Name>[];
  doubtful: DoubtfulRow[];
}

const LONGEST_CONTENT = 1_000;

type Values = Readonly<Record<string, unknown>>;

/**
 * What of a provider's rows can be stored. Of several rows with one key, equal ones count once; of different ones the
 * longest, whatever the order.
 * @param wanted whom they were asked for; rows about others are put aside. Absent: everybody.
 */
export function normaliseRows<Name extends RowDataset>(
  dataset: Name,
  rows: readonly DatasetRow<Name>[],
  wanted: ReadonlySet<string> | undefined,
  now: number,
): NormalisedRows<Name> {
  const context = { now, today: dateInZone(now, xnys.timeZone) };
  const doubtful: DoubtfulRow[] = [];
  const kept = new Map<string, { row: DatasetRow<Name>; text: string }>();
  const doubt = (row: DatasetRow<Name>, text: string, reason: string, severity: DoubtfulRow['severity']) =>
    doubtful.push({ subject: subjectOf(row), content: text.slice(0, LONGEST_CONTENT), reason, severity });
  const candidates = rows.map((row) => ({ row, text: toText(row) }));
  candidates.sort((one, other) => other.text.length - one.text.length || (one.text < other.text ? -1 : 1));
  for (const { row, text } of candidates) {
    const fault = faultOfRow(dataset, row, wanted, context);
    const key = fault === undefined ? keyOf(dataset, row) : '';
    const first = kept.get(key);
    if (fault !== undefined) doubt(row, text, fault, 'error');
    else if (first) {
      if (first.text !== text) doubt(row, text, 'another row of that key says more', 'error');
    } else {
      kept.set(key, { row, text });
      for (const reason of warningsOf(dataset, row, context)) doubt(row, text, reason, 'warning');
    }
  }
  return { rows: [...kept.values()].map(({ row }) => row), doubtful };
}

function subjectOf(row: Values): string {
  const subject = row.symbol ?? row.series;
  return typeof subject === 'string' ? subject : '';
}

function faultOfRow<Name extends RowDataset>(
  dataset: Name,
  row: DatasetRow<Name>,
  wanted: ReadonlySet<string> | undefined,
  context: RowContext,
): string | undefined {
  const { columns, subject } = datasetDefinition(dataset);
  const values: Values = row;
  if (subject !== 'world' && !(wanted?.has(subjectOf(values)) ?? true)) return 'nobody asked for this one';
  for (const [name, spec] of Object.entries(columns)) {
    const value = values[name];
    const isMissing = value === null || value === undefined;
    if (isMissing && spec.endsWith('!')) return `${name} is missing`;
    const rule = KIND_RULES[kindOf(spec)];
    if (!isMissing && !rule.holds(value)) return `${name} is not ${rule.noun}`;
  }
  return ROW_RULES[dataset].find((rule) => rule.severity === 'error' && rule.isBroken(row, context))?.name;
}

function warningsOf<Name extends RowDataset>(
  dataset: Name,
  row: DatasetRow<Name>,
  context: RowContext,
): string[] {
  return ROW_RULES[dataset]
    .filter((rule) => rule.severity === 'warning' && rule.isBroken(row, context))
    .map(({ name }) => name);
}

function keyOf(dataset: RowDataset, row: Values): string {
  return JSON.stringify([subjectOf(row), ...datasetDefinition(dataset).key.map((name) => row[name])]);
}

/** Members in the order of their names, without those that say nothing. */
function toText(row: Values): string {
  const said = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
  return JSON.stringify(Object.fromEntries(said.sort(([one], [other]) => (one < other ? -1 : 1))));
}
