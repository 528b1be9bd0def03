import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { explainBar } from '#backtest-engine';
import { BarkeepError } from '#domain';
import { toOpenTimeRange } from '#market-data';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { toRows } from '../tables/column-table.js';
import { toIso } from '../tasks/instants.js';
import { ExplainQuery, ExplanationDto } from './explanation.dto.js';
import { RecordedRuns } from './recorded-run.service.js';

@ApiTags('Backtests')
@Controller('api/v1/backtest/runs')
export class BacktestExplainController {
  constructor(@Inject(RecordedRuns) private readonly runs: RecordedRuns) {}

  @Get(':task_id/explain')
  @Operation({
    id: 'explainBacktestBar',
    summary: 'Why a run did what it did at a bar, or did nothing',
    description: 'Recomputed from the bars that the run read, so it works for any bar of any kept run.',
    errors: ['PARAMETER_INVALID', 'TASK_NOT_FOUND', 'TASK_NOT_FINISHED', 'TASK_FAILED', 'DATA_MISSING'],
  })
  @Answers(200, ExplanationDto, 'Every rule as a tree with the value of each part.')
  async explain(@Param('task_id') taskId: string, @Query() query: ExplainQuery): Promise<ExplanationDto> {
    const { input } = await this.runs.require(taskId);
    const symbol = query.symbol ?? input.strategy.symbols[0];
    const series = input.series.find((one) => one.symbol === symbol);
    if (!series) throw new BarkeepError('PARAMETER_INVALID', `The run reads no symbol ${symbol}.`);
    const { end } = toOpenTimeRange({ end: query.at }, series.timeframe, series.timeZone);
    const found = explainBar(input, symbol, end! - 1);
    return {
      task_id: taskId,
      symbol,
      bar: found.bar,
      time: toIso(found.time),
      warmup_bars: found.warmupBars,
      position: found.position,
      equity: found.equity,
      rules: found.rules.map(({ path, value, tree, blocking, nearMiss }) => ({
        ...{ path, value, tree: tree as ExplanationDto['rules'][number]['tree'] },
        blocking: [...blocking],
        near_miss: nearMiss,
      })),
      hindrances: { ...found.hindrances },
      orders: toRows(found.orders),
    };
  }
}
