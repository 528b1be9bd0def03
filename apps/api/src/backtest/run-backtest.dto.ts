import { ApiSchema } from '@nestjs/swagger';
import { ADJUSTMENTS, TIMEFRAMES, type Adjustment, type Timeframe } from '#domain';
import {
  OptionalChoice,
  OptionalFlag,
  OptionalNumber,
  OptionalObject,
  OptionalPart,
  OptionalText,
  OptionalTexts,
  OptionalWhole,
} from '../validation/rules.js';
import { CommissionDto, LARGE } from './commission.dto.js';

/** The most warm-up bars that a body may state. */
export const MAX_WARMUP = 1_000_000;
export const MAX_VERSION = 1_000_000_000;

@ApiSchema({ name: 'Slippage' })
export class SlippageDto {
  @OptionalChoice(['none', 'bps', 'ticks', 'range', 'volume'], {
    description:
      'Of market orders and stops, per unit: `bps` of the price, `ticks` in money, a share of the `range` of the bar, or by the square root of the share of its `volume`.',
  })
  kind?: 'none' | 'bps' | 'ticks' | 'range' | 'volume';

  @OptionalNumber(0, LARGE)
  value?: number;
}

@ApiSchema({ name: 'Costs' })
export class CostsDto {
  @OptionalPart(CommissionDto)
  commission?: CommissionDto;

  @OptionalNumber(0, 1, { description: 'Fraction of the price.' })
  spread?: number;

  @OptionalPart(SlippageDto)
  slippage?: SlippageDto;

  @OptionalNumber(0, 10, { description: 'Per year, on the value of short positions.' })
  borrow_rate?: number;

  @OptionalNumber(-1, 10, { description: 'Per year, on cash.' })
  cash_rate?: number;
}

@ApiSchema({ name: 'Execution' })
export class ExecutionDto {
  @OptionalChoice(['default', 'backtesting_py'], {
    description: 'Where the members that are left out come from.',
  })
  preset?: 'default' | 'backtesting_py';

  @OptionalChoice(['next_open', 'close'])
  fill?: 'next_open' | 'close';

  @OptionalNumber(0.001, 1, { description: 'Share of a position that must be covered; 1 is no leverage.' })
  margin?: number;

  @OptionalNumber(0.001, 1, {
    description:
      'Share of what is open that equity must cover at each close; trades are closed, the largest loss first, until it does. Absent: no margin call.',
  })
  maintenance_margin?: number;

  @OptionalFlag({
    description: 'A new entry closes what is open first; wins over limits.exclusive of the strategy.',
  })
  exclusive_orders?: boolean;

  @OptionalFlag()
  hedging?: boolean;

  @OptionalFlag()
  whole_units?: boolean;

  @OptionalFlag({ description: 'Close open trades at the end of the data.' })
  finalize_trades?: boolean;

  @OptionalFlag({
    description:
      'Resolve stop-or-target inside a bar from the finest stored timeframe; where none tells, the stop counts.',
  })
  drill_down?: boolean;

  @OptionalWhole(0, MAX_WARMUP, {
    description: 'Index of the first defined bar; the first decision is one bar later. Derived when absent.',
    example: 19,
  })
  warmup_bars?: number;
}

/** The body of a run. `strategy` or `strategy_id`, and `timeframe`, are needed. */
@ApiSchema({ name: 'RunBacktest' })
export class RunBacktestDto {
  @OptionalObject({ description: 'A strategy.v1 document.' })
  strategy?: Record<string, unknown>;

  @OptionalText(64, { description: 'Id of a stored strategy, instead of one in the body.' })
  strategy_id?: string;

  @OptionalWhole(1, MAX_VERSION, { description: 'A version of the stored strategy, else its newest.' })
  strategy_version?: number;

  @OptionalChoice(TIMEFRAMES, { required: true, example: '1d' })
  timeframe?: Timeframe;

  @OptionalText(40, {
    nullable: true,
    description: 'First day or instant, inclusive. A bare date is that whole day in the instrument’s zone.',
    example: '2014-01-01',
  })
  start_date?: string | null;

  @OptionalText(40, { nullable: true, description: 'Last day or instant, inclusive.', example: '2017-12-31' })
  end_date?: string | null;

  @OptionalNumber(0.01, LARGE, { default: 100_000 })
  initial_capital?: number;

  @OptionalTexts(500, { description: 'Replaces the symbols of the strategy.', example: ['AAPL'] })
  symbols?: string[];

  @OptionalObject({
    description: 'Values for the parameters of the strategy.',
    additionalProperties: { type: 'number' },
  })
  params?: Record<string, number>;

  @OptionalPart(CostsDto)
  costs?: CostsDto;

  @OptionalPart(ExecutionDto)
  execution?: ExecutionDto;

  @OptionalText(32, { nullable: true, description: 'Symbol to compare with.', example: '^GSPC' })
  benchmark?: string | null;

  @OptionalChoice(ADJUSTMENTS, {
    default: 'split',
    description:
      '`split` and `total` (with dividends) adjust bars when they are read; with `raw` splits and dividends act on positions.',
  })
  adjust?: Adjustment;

  @OptionalText(40, {
    nullable: true,
    description: 'Read the data as it was stored at this instant.',
    example: '2026-11-20T00:00:00Z',
  })
  as_of?: string | null;

  @OptionalWhole(0, 4_294_967_295, { default: 0 })
  seed?: number;

  @OptionalTexts(20, { example: ['first try'] })
  tags?: string[];
}
