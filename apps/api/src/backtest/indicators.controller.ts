import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Submitter } from '../access/caller.decorator.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { DEFAULT_INDICATOR_POINTS, IndicatorsQuery, RunIndicatorsDto } from './indicators.dto.js';
import { RunQuestions } from './run-questions.service.js';

@ApiTags('Backtests')
@Controller('api/v1/backtest/runs')
export class IndicatorsController {
  constructor(@Inject(RunQuestions) private readonly questions: RunQuestions) {}

  @Get(':task_id/indicators')
  @Operation({
    id: 'getRunIndicators',
    summary: 'The indicators of a run as lines over its bars',
    description:
      'The columns that the strategy read, worked out by a worker from the data that the run read. Waits for the answer up to 20 seconds, then 409: ask again.',
    errors: ['PARAMETER_INVALID', 'TASK_NOT_FOUND', 'TASK_NOT_FINISHED', 'TASK_FAILED', 'DATA_MISSING'],
  })
  @Answers(200, RunIndicatorsDto, 'A line for each indicator; none where the strategy reads prices alone.')
  async indicators(
    @Param('task_id') taskId: string,
    @Query() { symbol, from, to, points = DEFAULT_INDICATOR_POINTS }: IndicatorsQuery,
    @Submitter() submitter: string,
  ): Promise<RunIndicatorsDto> {
    const question = { run_id: taskId, symbol, from, to, points };
    const found = await this.questions.ask('run_indicators', question, submitter);
    return { task_id: taskId, ...found } as unknown as RunIndicatorsDto;
  }
}
