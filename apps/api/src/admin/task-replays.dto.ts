import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FINAL_STATUSES, type FinalStatus } from '#domain';
import { OptionalChoice, OptionalFlag, OptionalWhole } from '../validation/rules.js';
import { ReplayDto, TaskFilterQuery } from './task-history.dto.js';

export const DEFAULT_REPLAYS = 1_000;

/** Which tasks are run again: the filters of the history. */
@ApiSchema({ name: 'ReplayTasks' })
export class ReplayTasksDto extends TaskFilterQuery {
  static readonly mayBeAbsent = true;

  @OptionalChoice(FINAL_STATUSES, {
    description: 'How they ended. Without it those that failed or took too long.',
  })
  status?: FinalStatus;

  @OptionalWhole(1, 10_000, { default: DEFAULT_REPLAYS, description: 'So many at most, the newest ones.' })
  limit?: number;

  @OptionalFlag({ default: false, description: 'Count them, and queue none.' })
  dry_run?: boolean;
}

@ApiSchema({ name: 'Replays' })
export class ReplaysDto {
  @ApiProperty({ example: false })
  dry_run!: boolean;

  @ApiProperty({
    example: 12,
    description: 'Tasks of the filter that have ended and that nobody has repeated.',
  })
  matched!: number;

  @ApiProperty({ example: 12 })
  queued!: number;

  @ApiProperty({ type: [ReplayDto], description: 'The new tasks, in the order of the old ones.' })
  items!: ReplayDto[];
}
