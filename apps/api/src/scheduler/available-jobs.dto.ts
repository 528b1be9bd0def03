import { ApiProperty, ApiSchema } from '@nestjs/swagger';

const PARAM_KINDS = ['choice', 'day', 'texts', 'text'] as const;

@ApiSchema({ name: 'JobParam', description: 'A member of `params`.' })
export class JobParamDto {
  @ApiProperty({ example: 'timeframe' })
  name!: string;

  @ApiProperty({ enum: PARAM_KINDS, description: 'How it is written; `texts` is a list.' })
  kind!: (typeof PARAM_KINDS)[number];

  @ApiProperty({ type: [String], example: ['1d', '1h'], description: 'Of a choice; else empty.' })
  choices!: string[];

  @ApiProperty({ description: 'Whether it has to be given.' })
  required!: boolean;
}

@ApiSchema({ name: 'AvailableJob' })
export class AvailableJobDto {
  @ApiProperty({ example: 'historical_prices' })
  name!: string;

  @ApiProperty({ example: 'Brings daily prices, splits and dividends of the universe' })
  summary!: string;

  @ApiProperty({ example: 'daily' })
  queue!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '30 17 * * *',
    description: 'Null when it runs on demand only.',
  })
  cron!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'America/New_York' })
  time_zone!: string | null;

  @ApiProperty({ description: 'Whether its slots outside of market hours are left out.' })
  market_hours_only!: boolean;

  @ApiProperty({ type: [JobParamDto], description: 'What the job can be told.' })
  params!: JobParamDto[];
}

@ApiSchema({ name: 'AvailableJobs' })
export class AvailableJobsDto {
  @ApiProperty({ example: 3 })
  count!: number;

  @ApiProperty({ type: [AvailableJobDto] })
  jobs!: AvailableJobDto[];
}
