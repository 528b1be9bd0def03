import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AppConfig } from '#config';
import type { MarketPhase } from '#domain';

const nullableInstant = { type: String, format: 'date-time', nullable: true } as const;

@ApiSchema({ name: 'MarketSession' })
export class MarketSessionDto {
  @ApiProperty({ format: 'date', example: '2026-11-20' })
  date!: string;

  @ApiProperty({ format: 'date-time' })
  open!: string;

  @ApiProperty({ format: 'date-time' })
  close!: string;

  @ApiProperty()
  early_close!: boolean;
}

@ApiSchema({ name: 'MarketHours' })
export class MarketHoursDto {
  @ApiProperty({ example: 'extended' })
  name!: string;

  @ApiProperty()
  is_open!: boolean;

  @ApiProperty(nullableInstant)
  next_open!: string | null;

  @ApiProperty(nullableInstant)
  next_close!: string | null;
}

@ApiSchema({ name: 'MarketState' })
export class MarketStateDto {
  @ApiProperty({ description: 'By the regular hours, as with the members that follow.' })
  is_open!: boolean;

  @ApiProperty({
    type: MarketSessionDto,
    nullable: true,
    description: 'The session of today, if there is one.',
  })
  session!: MarketSessionDto | null;

  @ApiProperty(nullableInstant)
  next_open!: string | null;

  @ApiProperty(nullableInstant)
  next_close!: string | null;

  @ApiProperty({ enum: ['pre', 'regular', 'post', 'closed'] })
  phase!: MarketPhase;

  @ApiProperty({ type: [MarketHoursDto], description: 'Of shares around the session, and of options.' })
  hours!: MarketHoursDto[];
}

@ApiSchema({ name: 'SchedulerStatus' })
export class SchedulerStatusDto {
  @ApiProperty({ enum: ['running', 'stopped'], description: 'Whether a scheduler was heard lately.' })
  status!: 'running' | 'stopped';

  @ApiProperty({ enum: ['distributed', 'simple', 'both'], description: 'By the settings of the API.' })
  mode!: AppConfig['SCHEDULER_MODE'];

  @ApiProperty({ example: 'America/New_York' })
  timezone!: string;

  @ApiProperty({ type: MarketStateDto })
  market!: MarketStateDto;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'By name: waiting, active, delayed, failed, completed, paused.',
    example: { daily: { waiting: 0, active: 1, delayed: 0, failed: 0, completed: 12, paused: false } },
  })
  queues!: Record<string, object>;

  @ApiProperty({ example: 1, description: 'Workers that were heard lately.' })
  workers!: number;

  @ApiProperty({ example: 2, description: 'Jobs that run by themselves.' })
  scheduled_jobs!: number;

  @ApiProperty({ example: 'healthy' })
  redis!: string;
}
