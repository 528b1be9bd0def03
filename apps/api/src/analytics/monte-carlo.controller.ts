import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { MonteCarloPayload } from '#jobs';
import { Submitter } from '../access/caller.decorator.js';
import { TakesIdempotencyKey } from '../openapi/idempotency-key.decorator.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { AnalysisStartedDto } from './analysis-started.dto.js';
import { DEFAULT_PATHS, MonteCarloResultDto, RunMonteCarloDto } from './monte-carlo.dto.js';
import { RESULT_ERRORS, RunAnalysis, SUBMIT_ERRORS } from './run-analysis.service.js';

const EXAMPLES = {
  'Trades in other orders': { value: { run_id: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' } },
  'Blocks of days': {
    value: {
      run_id: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001',
      method: 'bootstrap',
      paths: 2_000,
      mean_block: 20,
    },
  },
};

@ApiTags('Analytics')
@Controller('api/v1/analytics/monte-carlo')
export class MonteCarloController {
  constructor(@Inject(RunAnalysis) private readonly analysis: RunAnalysis) {}

  @Post()
  @HttpCode(202)
  @Operation({
    id: 'runMonteCarlo',
    role: 'trader',
    summary: 'Draw other paths that a finished backtest could have taken',
    errors: SUBMIT_ERRORS,
  })
  @ApiBody({ type: RunMonteCarloDto, examples: EXAMPLES })
  @TakesIdempotencyKey()
  @Answers(202, AnalysisStartedDto, 'It is queued.')
  async run(
    @Body() body: unknown,
    @Headers('idempotency-key') key: string | undefined,
    @Submitter() submitter: string,
  ): Promise<AnalysisStartedDto> {
    const asker = { submitter, idempotencyKey: key };
    return this.analysis.submit('monte_carlo', RunMonteCarloDto, body, toPayload, asker);
  }

  @Get(':task_id')
  @Operation({
    id: 'getMonteCarloResult',
    summary: 'Where the paths ended and how deep they fell',
    errors: RESULT_ERRORS,
  })
  @Answers(200, MonteCarloResultDto, 'Until it is there, 409 with the state of the task.')
  async result(@Param('task_id') taskId: string): Promise<MonteCarloResultDto> {
    return (await this.analysis.result('monte_carlo', taskId)) as MonteCarloResultDto;
  }
}

function toPayload(body: RunMonteCarloDto, runId: string): MonteCarloPayload {
  return {
    run_id: runId,
    method: body.method ?? 'shuffle_trades',
    paths: body.paths ?? DEFAULT_PATHS,
    mean_block: body.mean_block ?? 10,
    seed: body.seed ?? 0,
  };
}
