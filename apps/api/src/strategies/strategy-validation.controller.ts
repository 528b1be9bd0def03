import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Submitter } from '../access/caller.decorator.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { DryRunDto, StrategyValidationDto, StrategyValidationStartedDto } from './strategy-validation.dto.js';
import { StrategyValidations } from './strategy-validation.service.js';

const EXAMPLES = {
  'All daily bars': { value: {} },
  'A range of an older version': {
    value: { strategy_version: 2, start_date: '2014-01-01', end_date: '2017-12-31' },
  },
};

@ApiTags('Strategies')
@Controller('api/v1/strategies/:strategy_id')
export class StrategyValidationController {
  constructor(@Inject(StrategyValidations) private readonly validations: StrategyValidations) {}

  @Post('validate')
  @HttpCode(202)
  @Operation({
    id: 'validateStoredStrategy',
    role: 'trader',
    summary: 'Run a stored strategy dry and look whether it sees later data',
    description:
      'Over all daily bars of its symbols unless the body says otherwise. Tells nothing of how it would have fared, and so counts as no trial.',
    errors: [
      'BODY_MALFORMED',
      'STRATEGY_INVALID',
      'STRATEGY_NOT_FOUND',
      'BODY_TOO_LARGE',
      'MEDIA_UNSUPPORTED',
    ],
  })
  @ApiBody({ type: DryRunDto, required: false, examples: EXAMPLES })
  @Answers(202, StrategyValidationStartedDto, 'It is queued; listen at `websocket_url`.')
  async start(
    @Param('strategy_id') id: string,
    @Req() { body }: FastifyRequest,
    @Submitter() submitter: string,
  ): Promise<StrategyValidationStartedDto> {
    const { taskId, version, warnings } = await this.validations.start(id, body ?? {}, submitter);
    return {
      ...{ task_id: taskId, strategy_id: id, version, status: 'started', message: 'Validation queued' },
      websocket_url: `/ws/strategy/${id}`,
      links: {
        result: `/api/v1/strategies/${id}/validation`,
        events: `/api/v1/backtest/events/${taskId}`,
      },
      warnings,
    };
  }

  @Get('validation')
  @Operation({
    id: 'getStrategyValidation',
    summary: 'What the newest dry run of a strategy found',
    errors: ['STRATEGY_NOT_FOUND', 'TASK_NOT_FOUND', 'TASK_NOT_FINISHED', 'TASK_FAILED'],
  })
  @Answers(200, StrategyValidationDto, 'Until it is there, 409 with the state of the task.')
  result(@Param('strategy_id') id: string): Promise<StrategyValidationDto> {
    return this.validations.result(id);
  }
}
