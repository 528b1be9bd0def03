import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { isDate, type Fault, SYMBOL_PATTERN } from '#domain';
import { faultsOfAsOf, faultsOfInstant } from '../../backtest/date-range.js';
import { FormatQuery } from '../../tables/page-query.dto.js';
import { OptionalChoice, OptionalText } from '../../validation/rules.js';
import { textOf } from '../../validation/text-of.js';
import { faultsOfSymbols, MOST_SYMBOLS, SYMBOL_RULE } from '../symbol-list.js';
import { rowDtoOf } from './dataset-page.dto.js';

export class LatestQuotesQuery extends FormatQuery {
  @OptionalText(MOST_SYMBOLS * 33, {
    description: 'With commas between; all symbols when absent.',
    example: 'AAPL,MSFT',
  })
  symbols?: string;

  @OptionalText(40, { description: 'As the data was stored at this instant.' })
  as_of?: string;

  /** See `FurtherChecks`. */
  static override furtherFaults(draft: { readonly [Member in keyof LatestQuotesQuery]?: unknown }): Fault[] {
    return [
      ...super.furtherFaults(draft),
      ...faultsOfAsOf(textOf(draft.as_of)),
      ...faultsOfSymbols(textOf(draft.symbols)),
    ];
  }
}

export class OptionChainQuery extends FormatQuery {
  @OptionalText(10, { description: 'Only contracts that expire on this day.', example: '2026-12-18' })
  expiry?: string;

  @OptionalChoice(['call', 'put'], { description: 'Only these.' })
  type?: 'call' | 'put';

  @OptionalText(40, {
    description: 'The chain as it stood at this instant, or at the end of this day; the newest when absent.',
    example: '2026-11-20T15:00:00Z',
  })
  at?: string;

  @OptionalText(40, { description: 'As the data was stored at this instant.' })
  as_of?: string;

  /** See `FurtherChecks`. */
  static override furtherFaults(draft: { readonly [Member in keyof OptionChainQuery]?: unknown }): Fault[] {
    const expiry = textOf(draft.expiry);
    return [
      ...super.furtherFaults(draft),
      ...(expiry === undefined || isDate(expiry)
        ? []
        : [
            {
              path: '/expiry',
              code: 'E_SCHEMA',
              message: `'${expiry}' is not a day`,
              hint: 'write 2026-12-18',
            },
          ]),
      ...faultsOfInstant('at', textOf(draft.at)),
      ...faultsOfAsOf(textOf(draft.as_of)),
    ];
  }
}

export class SymbolParam {
  @ApiProperty({ example: 'AAPL' })
  @Matches(SYMBOL_PATTERN, { message: `symbol ${SYMBOL_RULE}` })
  symbol!: string;
}

@ApiSchema({ name: 'LatestQuotes' })
export class LatestQuotesDto {
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  as_of!: string | null;

  @ApiProperty({ type: [rowDtoOf('stock_quotes')], description: 'By symbol.' })
  items!: object[];

  @ApiProperty({
    type: [String],
    description: 'Symbols that were asked for and have no quote.',
    example: ['NONE'],
  })
  missing!: string[];
}

@ApiSchema({ name: 'OptionChain' })
export class OptionChainDto {
  @ApiProperty({ example: 'AAPL' })
  symbol!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the chain stood like this; null where none is stored.',
  })
  snapshot_time!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  as_of!: string | null;

  @ApiProperty({ type: [String], example: ['2026-12-18'], description: 'Of the whole chain.' })
  expirations!: string[];

  @ApiProperty({ type: [rowDtoOf('options_chain')], description: 'By contract.' })
  items!: object[];
}
