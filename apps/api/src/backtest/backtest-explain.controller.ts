import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Submitter } from '../access/caller.decorator.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { ExplainQuery, ExplanationDto } from './explanation.dto.js';
import { RunQuestions } from './run-questions.service.js';

@ApiTags('Backtests')
@Controller('api/v1/backtest/runs')
export class BacktestExplainController {
  constructor(@Inject(RunQuestions) private readonly questions: RunQuestions) {}

  @Get(':task_id/explain')
  @Operation({
    id: 'explainBacktestBar',
    summary: 'Why a run did what it did at a bar, or did nothing',
    description:
      'Worked out by a worker from the data that the run read, so it works for any bar of any kept run. Waits for the answer up to 20 seconds, then 409: ask again.',
    errors: ['PARAMETER_INVALID', 'TASK_NOT_FOUND', 'TASK_NOT_FINISHED', 'TASK_FAILED', 'DATA_MISSING'],
  })
  @Answers(200, ExplanationDto, 'Every rule as a tree with the value of each part.')
  async explain(
    @Param('task_id') taskId: string,
    @Query() { symbol, at }: ExplainQuery,
    @Submitter() submitter: string,
  ): Promise<ExplanationDto> {
    const found = await this.questions.ask('explain_bar', { run_id: taskId, symbol, at }, submitter);
    return { task_id: taskId, ...found } as unknown as ExplanationDto;
  }
}
