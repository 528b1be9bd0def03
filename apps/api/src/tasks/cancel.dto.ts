import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { TASK_STATUSES, type TaskStatus } from '#domain';
import { OptionalChoice } from '../validation/rules.js';

export class CancelQuery {
  @OptionalChoice(['true', 'false'], {
    description:
      'Store what was computed so far. A run that is cancelled before its first bar is done has nothing to store.',
  })
  keep_partial?: 'true' | 'false';
}

@ApiSchema({ name: 'CancelledTask' })
export class CancelledTaskDto {
  @ApiProperty({ example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  task_id!: string;

  @ApiProperty({
    enum: TASK_STATUSES,
    example: 'cancelled',
    description: 'The status of the task at this moment.',
  })
  status!: TaskStatus;

  @ApiProperty({ example: 'Cancellation requested' })
  message!: string;
}
