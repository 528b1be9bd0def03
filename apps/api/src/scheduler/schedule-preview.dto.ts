import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsISO8601, MaxLength } from 'class-validator';
import { SKIP_REASONS, type Suppression } from '#jobs';
import { OptionalText } from '../validation/rules.js';

export class SchedulePreviewQuery {
  @ApiProperty({ format: 'date-time', example: '2026-11-23T00:00:00Z', description: 'The first instant.' })
  @IsISO8601({ strict: true }, { message: 'from has to be an ISO 8601 instant' })
  @MaxLength(40)
  from!: string;

  @ApiProperty({
    format: 'date-time',
    example: '2026-11-30T00:00:00Z',
    description: 'The instant at which it ends.',
  })
  @IsISO8601({ strict: true }, { message: 'to has to be an ISO 8601 instant' })
  @MaxLength(40)
  to!: string;

  @OptionalText(100, { example: 'historical_prices' })
  job?: string;
}

@ApiSchema({ name: 'PreviewedSlot' })
export class PreviewedSlotDto {
  @ApiProperty({ example: 'historical_prices' })
  job!: string;

  @ApiProperty({ format: 'date-time' })
  slot!: string;

  @ApiProperty({ description: 'Whether the job runs then.' })
  fires!: boolean;

  @ApiProperty({ type: String, enum: SKIP_REASONS, nullable: true, description: 'Why it does not.' })
  reason!: Suppression['reason'] | null;

  @ApiProperty({ type: String, nullable: true, example: 'Thanksgiving Day' })
  detail!: string | null;
}

@ApiSchema({ name: 'SchedulePreview' })
export class SchedulePreviewDto {
  @ApiProperty({ format: 'date-time' })
  from!: string;

  @ApiProperty({ format: 'date-time' })
  to!: string;

  @ApiProperty({ example: 7 })
  count!: number;

  @ApiProperty({ type: [PreviewedSlotDto] })
  slots!: PreviewedSlotDto[];
}
