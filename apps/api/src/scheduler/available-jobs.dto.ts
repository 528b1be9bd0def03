import { ApiProperty, ApiSchema } from '@nestjs/swagger';

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
}

@ApiSchema({ name: 'AvailableJobs' })
export class AvailableJobsDto {
  @ApiProperty({ example: 3 })
  count!: number;

  @ApiProperty({ type: [AvailableJobDto] })
  jobs!: AvailableJobDto[];
}
