import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { TaskStatusDto } from '../tasks/task-status.dto.js';

/** The words in which the replaced system told how a task stands; old clients compare them. */
export const CELERY_STATES = ['PENDING', 'STARTED', 'RETRY', 'SUCCESS', 'FAILURE', 'REVOKED'] as const;

export type CeleryState = (typeof CELERY_STATES)[number];

@ApiSchema({ name: 'JobTaskStatus' })
export class JobTaskStatusDto extends TaskStatusDto {
  @ApiProperty({ enum: CELERY_STATES, example: 'SUCCESS' })
  celery_state!: CeleryState;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What came of it: counts, and those of each symbol. Null until it has ended.',
    example: { symbols: { total: 1, ok: 1, empty: 0, failed: 0 }, inserted: 250, changed: 0, unchanged: 0 },
  })
  result!: Record<string, unknown> | null;
}
