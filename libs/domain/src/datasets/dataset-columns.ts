/** What a column of a dataset holds; an exclamation mark says that it never is null. */
export type ColumnKind = 'text' | 'number' | 'integer' | 'boolean' | 'date' | 'instant' | 'texts' | 'json';
export type ColumnSpec = ColumnKind | `${ColumnKind}!`;

/** Dates are `YYYY-MM-DD`, instants UTC ms. */
interface ValueOfKind {
  text: string;
  number: number;
  integer: number;
  boolean: boolean;
  date: string;
  instant: number;
  texts: readonly string[];
  json: Readonly<Record<string, unknown>>;
}

type ValueOf<Spec> = Spec extends `${infer Kind extends ColumnKind}!`
  ? ValueOfKind[Kind]
  : Spec extends ColumnKind
    ? ValueOfKind[Spec] | null
    : never;

export type RowOfColumns<Columns> = { -readonly [Name in keyof Columns]: ValueOf<Columns[Name]> };

/** `hqAddress1` in code is `hq_address1` in SQL and on the wire. */
export function toColumnName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function kindOf(spec: ColumnSpec): ColumnKind {
  return spec.replace('!', '') as ColumnKind;
}
