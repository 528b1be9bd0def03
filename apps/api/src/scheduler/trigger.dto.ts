import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { OptionalObject } from '../validation/rules.js';

export const TRIGGER_EXAMPLES = {
  prices: {
    summary: 'Prices of some symbols',
    value: { job_name: 'historical_prices', params: { symbols: ['AAPL'], start: '2020-01-02' } },
  },
  past: {
    summary: 'The past of a dataset: it wants dataset, symbols, start and end',
    value: {
      job_name: 'backfill',
      params: { dataset: 'earnings', symbols: ['AAPL', 'MSFT'], start: '2020-01-02', end: '2020-12-31' },
    },
  },
};

class JobParams {
  @OptionalObject({
    description: 'What the job is told; see `docs/jobs.md`.',
    example: { symbols: ['AAPL'], start: '2020-01-02' },
  })
  params?: Record<string, unknown>;
}

@ApiSchema({ name: 'TriggerJob' })
export class TriggerJobDto extends JobParams {
  @ApiProperty({ example: 'historical_prices', maxLength: 100 })
  @IsString({ message: 'job_name has to be a text' })
  @MaxLength(100)
  job_name!: string;
}

@ApiSchema({ name: 'TriggerSchedule' })
export class TriggerScheduleDto extends JobParams {
  static readonly mayBeAbsent = true;
}

@ApiSchema({ name: 'TriggeredJob' })
export class TriggeredJobDto {
  @ApiProperty({ example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  task_id!: string;

  @ApiProperty({ example: 'historical_prices' })
  job_name!: string;

  @ApiProperty({ example: 'daily' })
  queue!: string;

  @ApiProperty({ example: 'pending' })
  status!: string;
}
