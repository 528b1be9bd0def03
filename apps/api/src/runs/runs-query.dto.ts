import { Type } from 'class-transformer';
import { TASK_STATUSES, TIMEFRAMES, type TaskStatus, type Timeframe } from '#domain';
import { OptionalChoice, OptionalText, OptionalWhole } from '../validation/rules.js';
import { RUN_SORTS } from './run-sorts.js';

export const DEFAULT_RUNS = 50;

/** Which runs are listed, and in what order. */
export class RunsQuery {
  @OptionalText(200, { description: 'A part of the strategy’s name, in whichever case.' })
  strategy?: string;

  @OptionalText(128)
  strategy_hash?: string;

  @OptionalText(32)
  symbol?: string;

  @OptionalChoice(TIMEFRAMES)
  timeframe?: Timeframe;

  @OptionalText(100)
  tag?: string;

  @OptionalChoice(TASK_STATUSES)
  status?: TaskStatus;

  @OptionalChoice(['true', 'false'])
  pinned?: 'true' | 'false';

  @OptionalText(40, { description: 'Submitted on this day (UTC) or at this instant, or later.' })
  since?: string;

  @OptionalText(40, { description: 'Submitted on this day (UTC) or at this instant, or earlier.' })
  until?: string;

  @OptionalText(40, { description: 'Tested on bars from this day on.' })
  start?: string;

  @OptionalText(40, { description: 'Tested on bars up to this day.' })
  end?: string;

  @OptionalChoice(RUN_SORTS, {
    default: 'created_at',
    description: 'A time or any metric; runs without it come last.',
  })
  sort?: string;

  @OptionalChoice(['asc', 'desc'], { default: 'desc' })
  order?: 'asc' | 'desc';

  @OptionalText(512, { description: '`next_cursor` of the page before; sort and order stay the same.' })
  cursor?: string;

  @OptionalWhole(1, 200, { default: DEFAULT_RUNS })
  @Type(() => Number)
  limit?: number;
}
