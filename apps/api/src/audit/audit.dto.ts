import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { OptionalText, OptionalWhole } from '../validation/rules.js';

export const DEFAULT_ENTRIES = 50;

export class AuditQuery {
  @OptionalText(200, { description: 'Who called.', example: '127.0.0.1' })
  actor?: string;

  @OptionalText(200, { description: 'What the address names: a queue, a worker, a task.', example: 'w1' })
  target?: string;

  @OptionalText(40, { description: 'On this day (UTC) or at this instant, or later.' })
  since?: string;

  @OptionalText(40, { description: 'On this day (UTC) or at this instant, or earlier.' })
  until?: string;

  @OptionalText(512, { description: '`next_cursor` of the page before.' })
  cursor?: string;

  @OptionalWhole(1, 200, { default: DEFAULT_ENTRIES })
  @Type(() => Number)
  limit?: number;
}

@ApiSchema({ name: 'AuditEntry' })
export class AuditEntryDto {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ example: 'ann', description: 'Who called: the owner of a key, or an address.' })
  actor!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '3f9c1e2ab047',
    description: 'The key that was shown.',
  })
  key_id!: string | null;

  @ApiProperty({ example: 'POST' })
  method!: string;

  @ApiProperty({ example: '/api/v1/admin/workers/:name/pause' })
  route!: string;

  @ApiProperty({ example: '/api/v1/admin/workers/w1/pause' })
  path!: string;

  @ApiProperty({ type: String, nullable: true, example: 'w1', description: 'What the address names.' })
  target!: string | null;

  @ApiProperty({ example: 200, description: 'Of the answer.' })
  status!: number;

  @ApiProperty({ enum: ['done', 'refused', 'failed'], description: 'What the status says.' })
  outcome!: 'done' | 'refused' | 'failed';

  @ApiProperty({ example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001', description: 'Log lines carry it too.' })
  request_id!: string;
}

@ApiSchema({ name: 'AuditLog' })
export class AuditLogDto {
  @ApiProperty({ type: [AuditEntryDto] })
  items!: AuditEntryDto[];

  @ApiProperty({ type: String, nullable: true, description: 'For the next page; null on the last.' })
  next_cursor!: string | null;
}
