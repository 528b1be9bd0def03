import {
  datasetDefinition,
  isDate,
  kindOf,
  type ColumnKind,
  type DatasetRow,
  type RowDataset,
} from '#domain';
import { memberOf, numberOf } from '../read-json.js';

/** A row in the making: what is not there yet is null. */
export type DraftRow<Name extends RowDataset> = {
  [Column in keyof DatasetRow<Name>]?: DatasetRow<Name>[Column] | null;
};

/** Under which name (with dots where it lies deeper) a vendor has a column. */
export type FieldNames<Name extends RowDataset> = { readonly [Column in keyof DatasetRow<Name>]?: string };

/** How a value of each kind is read; what is not of the kind is null. The others are a vendor's own matter. */
const READ: Readonly<Partial<Record<ColumnKind, (value: unknown) => unknown>>> = {
  text: toText,
  number: toNumber,
  integer: toNumber,
  boolean: (value) => (typeof value === 'boolean' ? value : null),
  date: toDateText,
};

/** Columns that are a field of the vendor's, read as what the table of datasets says they are. */
export function readColumns<Name extends RowDataset>(
  dataset: Name,
  fields: FieldNames<Name>,
  source: unknown,
): DraftRow<Name> {
  const { columns } = datasetDefinition(dataset);
  const cells = Object.entries(fields as Record<string, string>).map(([column, field]) => {
    const kind = kindOf(columns[column] ?? 'text');
    return [column, READ[kind]?.(memberOf(source, ...field.split('.'))) ?? null];
  });
  return Object.fromEntries(cells) as DraftRow<Name>;
}

export function toText(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

export function toNumber(value: unknown): number | null {
  const number = numberOf(value);
  return Number.isFinite(number) ? number : null;
}

/** The day that a text starts with; vendors write what they don't know as an empty one. */
export function toDateText(value: unknown): string | null {
  const day = typeof value === 'string' ? value.slice(0, 10) : '';
  return isDate(day) ? day : null;
}

/** Percent as a fraction. */
export function toFraction(percent: unknown): number | null {
  const number = toNumber(percent);
  return number === null ? null : withoutNoise(number / 100);
}

/** A computed number without what the arithmetic of fractions leaves behind its digits. */
export function withoutNoise(number: number): number {
  return Number(number.toPrecision(12));
}

/** Seconds since 1970 as UTC ms. */
export function toInstant(seconds: unknown): number | null {
  const number = toNumber(seconds);
  return number === null ? null : number * 1_000;
}
