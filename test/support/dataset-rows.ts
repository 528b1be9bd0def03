import { datasetDefinition, kindOf, type ColumnKind, type DatasetRow, type RowDataset } from '#domain';
import fc from 'fast-check';

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2024, 0, 1);

const day = fc.integer({ min: 0, max: 5 });
const toDate = (offset: number) => new Date(FIRST_DAY + offset * DAY).toISOString().slice(0, 10);

const VALUES: Readonly<Record<ColumnKind, fc.Arbitrary<unknown>>> = {
  text: fc.constantFrom('alpha', 'beta', 'it’s "quoted", \\ and\nbroken', '\u0000'),
  number: fc.constantFrom(0, -1.5, 0.1, 1e-9, 123456789.123),
  integer: fc.constantFrom(0, 1, 4, 2024),
  boolean: fc.boolean(),
  date: day.map(toDate),
  instant: day.map((offset) => FIRST_DAY + offset * DAY + 52_200_000),
  texts: fc.constantFrom(['ACME'], ['ACME', 'OTHER'], []),
  json: fc.constantFrom({}, { NetIncomeLoss: 1.5, list: [null, 'a'] }),
};

/** Any row of a dataset, of few subjects and times so that keys meet. */
export function anyRow<Name extends RowDataset>(
  dataset: Name,
  symbols: readonly string[],
): fc.Arbitrary<DatasetRow<Name>> {
  const { columns, subject } = datasetDefinition(dataset);
  const values = Object.entries(columns).map(([name, spec]) => {
    const value = VALUES[kindOf(spec)];
    return [name, spec.endsWith('!') ? value : fc.option(value)] as const;
  });
  const subjects = {
    instrument: { symbol: fc.constantFrom(...symbols) },
    series: { series: fc.constantFrom('CPI', 'GDP') },
    world: {},
  } as const;
  const members: Record<string, fc.Arbitrary<unknown>> = {
    ...Object.fromEntries(values),
    ...subjects[subject],
  };
  return fc.record(members) as unknown as fc.Arbitrary<DatasetRow<Name>>;
}

/** Rows whose keys differ. */
export function anyRows<Name extends RowDataset>(
  dataset: Name,
  symbols: readonly string[],
  maxLength = 12,
): fc.Arbitrary<DatasetRow<Name>[]> {
  return fc.uniqueArray(anyRow(dataset, symbols), { maxLength, selector: (row) => keyOf(dataset, row) });
}

export function keyOf<Name extends RowDataset>(dataset: Name, row: DatasetRow<Name>): string {
  const values = row as Record<string, unknown>;
  return JSON.stringify([
    values.symbol,
    values.series,
    ...datasetDefinition(dataset).key.map((name) => values[name]),
  ]);
}

/** A row that says nothing but the values given. */
export function emptyRow<Name extends RowDataset>(
  dataset: Name,
  values: Partial<DatasetRow<Name>>,
): DatasetRow<Name> {
  const { columns } = datasetDefinition(dataset);
  return {
    ...Object.fromEntries(Object.keys(columns).map((name) => [name, null])),
    ...values,
  } as DatasetRow<Name>;
}
