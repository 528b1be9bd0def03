import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { BarkeepError, type Fault } from '#domain';
import { compileStrategy, describeFunctions, spellExpression } from '#strategy';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { countFaults } from '../problems/count-faults.js';
import { StrategyExamplesDto } from './examples.dto.js';
import { FunctionsDto } from './functions.dto.js';
import { ParsedExpressionDto, ParseExpressionDto } from './parse-expression.dto.js';
import { readExamples } from './read-examples.js';
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

  @Get('examples')
  @Operation({
    id: 'listExamples',
    summary: 'The strategies that come with Barkeep',
    description: 'Each runs as it is on the demo data, with the `timeframe` that stands beside it.',
    outlivesStores: true,
  })
  @Answers(200, StrategyExamplesDto, 'In the order of their numbers.')
  async examples(): Promise<StrategyExamplesDto> {
    const examples = (await readExamples()).map(({ id, timeframe, document }) => {
      const { name, description } = document as { name: string; description?: string };
      return { id, name, description: description ?? null, timeframe, strategy: document };
    });
    return { count: examples.length, examples };
  }

  @Post('parse')
  @HttpCode(200)
  @Operation({
    id: 'parseExpression',
    role: 'viewer',
    summary: 'Both spellings of an expression given in either: text ⇄ tree',
    errors: ['BODY_MALFORMED', 'BODY_INVALID', 'BODY_TOO_LARGE', 'MEDIA_UNSUPPORTED'],
    outlivesStores: true,
  })
  @ApiBody({ type: ParseExpressionDto })
  @Answers(200, ParsedExpressionDto, 'Names are not looked up: `validate` does that.')
  parse(@Body() body: ParseExpressionDto): ParsedExpressionDto {
    const { text, tree, params = [] } = body;
    if ((text === undefined) === (tree === undefined)) {
      const message = 'give text or tree, one of them';
      throw refusal([{ path: '/text', code: text === undefined ? 'E_SCHEMA' : 'E_CONFLICT', message }]);
    }
    const member = text === undefined ? '/tree' : '/text';
    const spelling = spellExpression(text ?? tree, new Set(params));
    if (spelling.ok) return { text: spelling.text, tree: spelling.tree };
    throw refusal(spelling.errors.map((fault) => ({ ...fault, path: member + fault.path })));
  }

  @Post('validate')
  @HttpCode(200)
  @Operation({
    id: 'validateStrategy',
    role: 'viewer',
    summary: 'All errors and warnings of a strategy, its canonical form and its warm-up',
    errors: ['BODY_MALFORMED', 'BODY_INVALID', 'BODY_TOO_LARGE', 'MEDIA_UNSUPPORTED'],
    outlivesStores: true,
  })
  @ApiBody({ type: ValidateStrategyDto })
  @Answers(200, ValidatedStrategyDto, 'Also for a strategy with faults: `valid` says which.')
  validate(@Body() body: ValidateStrategyDto): ValidatedStrategyDto {
    if (!body.strategy) {
      throw refusal([{ path: '/strategy', code: 'E_SCHEMA', message: 'strategy is required' }]);
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

function refusal(faults: readonly Fault[]): BarkeepError {
  return new BarkeepError('BODY_INVALID', `The body has ${countFaults(faults)}.`, { faults });
}
