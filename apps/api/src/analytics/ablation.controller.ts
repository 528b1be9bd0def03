import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { AblationPayload } from '#jobs';
import { Submitter } from '../access/caller.decorator.js';
import { TakesIdempotencyKey } from '../openapi/idempotency-key.decorator.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { AnalysisStartedDto } from './analysis-started.dto.js';
import { AblationResultDto, RunAblationDto } from './ablation.dto.js';
import { RESULT_ERRORS, RunAnalysis, SUBMIT_ERRORS } from './run-analysis.service.js';

const run_id = '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001';
const EXAMPLES = {
  'Which clauses earn their place': { value: { run_id } },
  'By what a day in the market brings': { value: { run_id, measure: 'edge', resamples: 2_000 } },
};

@ApiTags('Analytics')
@Controller('api/v1/analytics/ablation')
export class AblationController {
  constructor(@Inject(RunAnalysis) private readonly analysis: RunAnalysis) {}

  @Post()
  @HttpCode(202)
  @Operation({
    id: 'runAblation',
    role: 'trader',
    queuesBacktest: true,
    summary: 'Run a finished backtest again without each clause and stop of its strategy',
    errors: SUBMIT_ERRORS,
  })
  @ApiBody({ type: RunAblationDto, examples: EXAMPLES })
  @TakesIdempotencyKey()
  @Answers(202, AnalysisStartedDto, 'It is queued.')
  async run(
    @Body() body: unknown,
    @Headers('idempotency-key') key: string | undefined,
    @Submitter() submitter: string,
  ): Promise<AnalysisStartedDto> {
    const asker = { submitter, idempotencyKey: key };
    return this.analysis.submit('ablation', RunAblationDto, body, toPayload, asker);
  }

  @Get(':task_id')
  @Operation({
    id: 'getAblationResult',
    summary: 'What each part of the strategy adds, with how far that may be chance',
    errors: RESULT_ERRORS,
  })
  @Answers(200, AblationResultDto, 'Until it is there, 409 with the state of the task.')
  async result(@Param('task_id') taskId: string): Promise<AblationResultDto> {
    return (await this.analysis.result('ablation', taskId)) as AblationResultDto;
  }
}

function toPayload(body: RunAblationDto, runId: string): AblationPayload {
  return {
    run_id: runId,
    measure: body.measure ?? 'sharpe',
    resamples: body.resamples ?? 1_000,
    mean_block: body.mean_block ?? 10,
    seed: body.seed ?? 0,
  };
}
