import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { BarkeepError } from '#domain';
import { compileStrategy, describeFunctions } from '#strategy';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { FunctionsDto } from './functions.dto.js';
import { ValidatedStrategyDto, ValidateStrategyDto } from './validate-strategy.dto.js';

@ApiTags('Strategies')
@Controller('api/v1/strategies')
export class StrategiesController {
  @Get('functions')
  @Operation({ id: 'listFunctions', summary: 'The functions of the strategy language', outlivesStores: true })
  @Answers(200, FunctionsDto, 'Each with its formula and where that is defined.')
  functions(): FunctionsDto {
    const functions = describeFunctions();
    return { count: functions.length, functions };
  }

  @Post('validate')
  @HttpCode(200)
  @Operation({
    id: 'validateStrategy',
    summary: 'All errors and warnings of a strategy, its canonical form and its warm-up',
    errors: ['BODY_MALFORMED', 'BODY_INVALID', 'BODY_TOO_LARGE', 'MEDIA_UNSUPPORTED'],
    outlivesStores: true,
  })
  @ApiBody({ type: ValidateStrategyDto })
  @Answers(200, ValidatedStrategyDto, 'Also for a strategy with faults: `valid` says which.')
  validate(@Body() body: ValidateStrategyDto): ValidatedStrategyDto {
    if (!body.strategy) {
      throw new BarkeepError('BODY_INVALID', 'The body has a fault.', {
        faults: [{ path: '/strategy', code: 'E_SCHEMA', message: 'strategy is required' }],
      });
    }
    const { params, symbols, preset, bars } = body;
    const warmup = preset === 'backtesting_py' ? 'first_defined' : 'converged';
    const outcome = compileStrategy(body.strategy, { params, symbols, warmup, bars });
    if (!outcome.ok) return { valid: false, errors: outcome.errors, warnings: outcome.warnings };
    const { strategy } = outcome;
    return {
      valid: true,
      errors: [],
      warnings: outcome.warnings,
      canonical: strategy.canonical,
      strategy_hash: strategy.strategyHash,
      shape_hash: strategy.shapeHash,
      symbols: [...strategy.symbols],
      params: { ...strategy.params },
      warmup_bars: strategy.warmupBars,
      nodes: strategy.nodes,
      ...(bars === undefined ? {} : { cost_estimate: bars * strategy.dataSymbols.length * strategy.nodes }),
    };
  }
}
