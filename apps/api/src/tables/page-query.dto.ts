import { Type } from 'class-transformer';
import { BarkeepError, type Fault } from '#domain';
import { OptionalText, OptionalWhole } from '../validation/rules.js';
import { parseCursor } from './cursor.js';
import { TABLE_FORMATS, tableFormatOf } from './table-format.js';

export const DEFAULT_PAGE = 1_000;
const MAX_PAGE = 10_000;

type Draft = { readonly [Member in keyof PageQuery]?: unknown };

function faultsThrownBy(read: () => unknown): Fault[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof BarkeepError) return [...error.faults];
    throw error;
  }
}

/** In what form a table is asked for. */
export class FormatQuery {
  @OptionalText(16, { description: 'Wins over the Accept header.', enum: TABLE_FORMATS })
  format?: string;

  /** See `FurtherChecks`. */
  static furtherFaults({ format }: Draft): Fault[] {
    return typeof format === 'string' ? faultsThrownBy(() => tableFormatOf(format, undefined)) : [];
  }
}

/** How a page of a table is asked for. */
export class PageQuery extends FormatQuery {
  @OptionalText(64, { description: '`next_cursor` of the page before.' })
  cursor?: string;

  @OptionalWhole(1, MAX_PAGE, {
    default: DEFAULT_PAGE,
    description: 'Rows of a page. A file without it has all rows.',
  })
  @Type(() => Number)
  limit?: number;

  /** See `FurtherChecks`. */
  static override furtherFaults(draft: Draft): Fault[] {
    const { cursor } = draft;
    return [
      ...(typeof cursor === 'string' ? faultsThrownBy(() => parseCursor(cursor)) : []),
      ...super.furtherFaults(draft),
    ];
  }
}
