import type { Type as ClassOf } from '@nestjs/common';
import { Type } from 'class-transformer';
import { datasetDefinition, kindOf, toColumnName, type ColumnKind, type Fault } from '#domain';
import { faultsOfAsOf, faultsOfDates } from '../../backtest/date-range.js';
import { FormatQuery } from '../../tables/page-query.dto.js';
import { OptionalChoice, OptionalQueryFlag, OptionalText, OptionalWhole } from '../../validation/rules.js';
import { textOf } from '../../validation/text-of.js';
import { faultsOfSymbols, MOST_SYMBOLS } from '../symbol-list.js';
import { namesSymbols } from './dataset-columns.js';
import type { DatasetEndpoint } from './dataset-endpoints.js';

/** What every dataset can be asked; filters are further members, named like their column. */
export class DatasetQuery extends FormatQuery {
  // Only those with rules are members of a query.
  declare symbols?: string;
  declare series?: string;
  declare limit?: number;

  @OptionalText(40, {
    description: 'First day or instant of what the rows are about, inclusive.',
    example: '2026-01-01',
  })
  from?: string;

  @OptionalText(40, { description: 'Last day or instant, inclusive.', example: '2026-11-20' })
  to?: string;

  @OptionalText(40, { description: 'As the data was stored at this instant.' })
  as_of?: string;

  @OptionalChoice(['newest', 'oldest'], { default: 'newest', description: 'Which rows come first.' })
  order?: 'newest' | 'oldest';

  @OptionalText(2_000, { description: '`next_cursor` of the page before, in the same order.' })
  cursor?: string;

  /** See `FurtherChecks`. */
  static override furtherFaults(draft: { readonly [Member in keyof DatasetQuery]?: unknown }): Fault[] {
    const dates = { start: textOf(draft.from), end: textOf(draft.to) };
    return [
      ...super.furtherFaults(draft),
      ...faultsOfDates(dates, '1d', { start: 'from', end: 'to' }),
      ...faultsOfAsOf(textOf(draft.as_of)),
      ...faultsOfSymbols(textOf(draft.symbols)),
    ];
  }
}

const FILTER_RULES: { readonly [Kind in ColumnKind]?: readonly PropertyDecorator[] } = {
  text: [OptionalText(200)],
  integer: [OptionalWhole(-32_768, 32_767), Type(() => Number)],
  boolean: [OptionalQueryFlag()],
};

/** The class of an endpoint's query: whom it may name and its filters follow from the dataset. */
export function createDatasetQuery({
  dataset,
  filters,
  largestPage,
}: DatasetEndpoint): ClassOf<DatasetQuery> {
  const { subject, columns } = datasetDefinition(dataset);
  class EndpointQuery extends DatasetQuery {}
  const give = (name: string, rules: readonly PropertyDecorator[]): void => {
    for (const rule of rules) rule(EndpointQuery.prototype, name);
  };
  if (namesSymbols(dataset))
    give('symbols', [
      OptionalText(MOST_SYMBOLS * 33, { description: 'With commas between.', example: 'AAPL,MSFT' }),
    ]);
  if (subject === 'series')
    give('series', [
      OptionalText(2_000, { description: 'With commas between.', example: 'CPIAUCSL,UNRATE' }),
    ]);
  for (const column of filters) give(toColumnName(column), FILTER_RULES[kindOf(columns[column])] ?? []);
  const description = 'Rows of a page. A file without it has all rows.';
  give('limit', [
    OptionalWhole(1, largestPage, { default: largestPage / 10, description }),
    Type(() => Number),
  ]);
  return EndpointQuery;
}
