import { Type } from 'class-transformer';
import { OptionalText, OptionalWhole } from '../validation/rules.js';
import { TABLE_FORMATS } from './table-format.js';

export const DEFAULT_PAGE = 1_000;
export const MAX_PAGE = 10_000;

/** How a page of a table is asked for. */
export class PageQuery {
  @OptionalText(64, { description: '`next_cursor` of the page before.' })
  cursor?: string;

  @OptionalWhole(1, MAX_PAGE, {
    default: DEFAULT_PAGE,
    description: 'Rows of a page. CSV without it gives all rows.',
  })
  @Type(() => Number)
  limit?: number;

  @OptionalText(16, { description: 'Wins over the Accept header.', enum: TABLE_FORMATS })
  format?: string;
}
