import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { OptionalFlag, OptionalText } from '../validation/rules.js';

const nullableText = { type: String, nullable: true } as const;

@ApiSchema({ name: 'ChangeSchedule' })
export class ChangeScheduleDto {
  @ApiProperty({
    example: '45 17 * * 1-5',
    maxLength: 200,
    description: 'Minute, hour, day, month, weekday.',
  })
  @IsString({ message: 'cron has to be a text' })
  @MaxLength(200)
  cron!: string;

  @OptionalText(100, { example: 'America/New_York', description: 'As it was when left out.' })
  time_zone?: string;

  @OptionalFlag({ description: 'Only tell when it would run.' })
  dry_run?: boolean;
}

@ApiSchema({ name: 'ScheduleTimes' })
export class ScheduleTimesDto {
  @ApiProperty({ example: 'historical_prices' })
  job!: string;

  @ApiProperty({ example: '45 17 * * 1-5' })
  cron!: string;

  @ApiProperty({ example: 'America/New_York' })
  time_zone!: string;

  @ApiProperty({ description: 'Whether these are the times of the registry.' })
  is_default!: boolean;

  @ApiProperty({ example: 'At 17:45, Monday through Friday' })
  description!: string;

  @ApiProperty()
  paused!: boolean;

  @ApiProperty({ description: 'False where only asked for.' })
  applied!: boolean;

  @ApiProperty({ type: [String], description: 'When it runs next by these times, paused or not.' })
  next_runs!: string[];
}

@ApiSchema({ name: 'ScheduleChange' })
export class ScheduleChangeDto {
  @ApiProperty({ format: 'date-time' })
  changed_at!: string;

  @ApiProperty({ example: '127.0.0.1' })
  changed_by!: string;

  @ApiProperty({ description: 'As it stood from then on.' })
  paused!: boolean;

  @ApiProperty({ ...nullableText, example: '45 17 * * 1-5', description: 'Null: that of the registry.' })
  cron!: string | null;

  @ApiProperty({ ...nullableText, example: 'America/New_York' })
  time_zone!: string | null;
}

@ApiSchema({ name: 'ScheduleChanges' })
export class ScheduleChangesDto {
  @ApiProperty({ example: 'historical_prices' })
  job!: string;

  @ApiProperty({ type: [ScheduleChangeDto] })
  changes!: ScheduleChangeDto[];
}
