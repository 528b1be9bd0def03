import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';

const MOST_JOBS = 1_000;

export class ConcurrencyDto {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MOST_JOBS, example: 2 })
  @IsInt({ message: 'concurrency has to be a whole number' })
  @Min(1, { message: 'concurrency has to be at least 1' })
  @Max(MOST_JOBS, { message: `concurrency has to be at most ${MOST_JOBS}` })
  concurrency!: number;
}

/** How a worker stands after it was told something. */
@ApiSchema({ name: 'ToldWorker' })
export class ToldWorkerDto {
  @ApiProperty({ example: 'w1' })
  name!: string;

  @ApiProperty({ type: [String], example: ['backtest', 'default'] })
  queues!: string[];

  @ApiProperty({ example: 10, description: 'Jobs at once over all its queues.' })
  concurrency!: number;

  @ApiProperty({ description: 'It takes no further job.' })
  paused!: boolean;
}

@ApiSchema({ name: 'AnsweredPing' })
export class AnsweredPingDto {
  @ApiProperty({ type: [ToldWorkerDto] })
  answered!: ToldWorkerDto[];

  @ApiProperty({ type: [String], example: [], description: 'Heard lately, but without an answer now.' })
  silent!: string[];

  @ApiProperty({ example: 3.2, description: 'Until the last answer, or until the patience ended.' })
  took_ms!: number;
}
