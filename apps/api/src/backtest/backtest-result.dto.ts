import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { TASK_STATUSES, type TaskStatus } from '#domain';
import { FaultDto } from '../openapi/problem.dto.js';
import { TrialEvidenceDto } from './trial-evidence.dto.js';

const nullableNumber = { type: Number, nullable: true } as const;

const checksOf = (description: string) =>
  ({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: `${description} Null where the run was stored without it.`,
  }) as const;

@ApiSchema({
  name: 'EquityCurve',
  description: 'At most 2000 points, extremes kept; the whole one is at /equity.',
})
export class EquityCurveDto {
  @ApiProperty({ type: [String], format: 'date-time' })
  time!: string[];

  @ApiProperty({ type: [Number] })
  equity!: number[];

  @ApiProperty({ type: [Number], description: 'Fraction of the peak, zero or more.' })
  drawdown!: number[];
}

@ApiSchema({ name: 'Trade' })
export class TradeDto {
  @ApiProperty({ example: 0 })
  index!: number;

  @ApiProperty({ example: 'AAPL' })
  symbol!: string;

  @ApiProperty({ example: 120, description: 'Negative for a short trade.' })
  size!: number;

  @ApiProperty({ example: 21 })
  entry_bar!: number;

  @ApiProperty({ example: 40 })
  exit_bar!: number;

  @ApiProperty({ format: 'date-time' })
  entry_time!: string;

  @ApiProperty({ format: 'date-time' })
  exit_time!: string;

  @ApiProperty({ example: 101.5 })
  entry_price!: number;

  @ApiProperty({ example: 104.25 })
  exit_price!: number;

  @ApiProperty({ example: 330 })
  pnl!: number;

  @ApiProperty({ example: 12.1 })
  commission!: number;

  @ApiProperty({ example: 2.7, description: 'Percent, net of commission.' })
  return_pct!: number;

  @ApiProperty(nullableNumber)
  stop!: number | null;

  @ApiProperty(nullableNumber)
  target!: number | null;

  @ApiProperty({ example: 1_641_600 })
  duration_seconds!: number;

  @ApiProperty({ example: 'rule' })
  entry_reason!: string;

  @ApiProperty({ example: 'reversal' })
  exit_reason!: string;

  @ApiProperty({ example: '' })
  tag!: string;
}

@ApiSchema({ name: 'BacktestResult' })
export class BacktestResultDto {
  @ApiProperty()
  task_id!: string;

  @ApiProperty({ enum: TASK_STATUSES, example: 'completed' })
  status!: TaskStatus;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The strategy in canonical form.' })
  strategy!: Record<string, unknown>;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The run body with every default filled in.',
  })
  request!: Record<string, unknown>;

  @ApiProperty({ example: '0.1.0' })
  engine_version!: string;

  @ApiProperty()
  strategy_hash!: string;

  @ApiProperty()
  data_digest!: string;

  @ApiProperty()
  result_digest!: string;

  @ApiProperty({ format: 'date-time' })
  started_at!: string;

  @ApiProperty({ format: 'date-time' })
  finished_at!: string;

  @ApiProperty({ example: 182 })
  duration_ms!: number;

  @ApiProperty({ ...nullableNumber, example: 1_250_000 })
  bars_per_second!: number | null;

  @ApiProperty({ example: 19 })
  warmup_bars!: number;

  @ApiProperty({ example: 1259 })
  bars_total!: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Numbers as computed, unrounded; null where a metric is not defined. `costs` is an object.',
    example: { return_pct: 12.5, sharpe_ratio: 0.8, trades: 42, costs: { commission: 120.5, spread: 0 } },
  })
  metrics!: Record<string, unknown>;

  @ApiProperty({ type: EquityCurveDto })
  equity_curve!: EquityCurveDto;

  @ApiProperty({ example: 42 })
  trades_count!: number;

  @ApiProperty({ type: [TradeDto], description: 'The first 200; all of them are at /trades.' })
  trades!: object[];

  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  open_trades!: object[];

  @ApiProperty({ example: 84 })
  orders_count!: number;

  @ApiProperty({
    ...checksOf('Trades whose last bar reached both stop and target, and the account under either order.'),
    example: {
      trades: 3,
      resolved: 0,
      worst: { equity_final: 104_250, return_pct: 4.25 },
      default: { equity_final: 104_250, return_pct: 4.25 },
      best: { equity_final: 105_900, return_pct: 5.9 },
    },
  })
  ambiguity!: Record<string, unknown> | null;

  @ApiProperty(checksOf('Sampled decisions, evaluated again with all later bars poisoned.'))
  canary!: Record<string, unknown> | null;

  @ApiProperty({
    ...checksOf(
      'Extra cost per side at which the run equals its benchmark, and the capital at which a fill would first exceed 5 % of the volume of its bar.',
    ),
    example: {
      ...{ bps_per_side: 12.5, reason: null, benchmark: 'AAPL', non_monotone: false, excess_cagr: 0.00001 },
      capacity: {
        ...{ volume_share: 0.05, largest_share: 0.0001, symbol: 'AAPL', bar: 120, size_factor: 500 },
        ...{ capital: 5_000_000, fills_without_volume: 0 },
      },
    },
  })
  break_even!: Record<string, unknown> | null;

  @ApiProperty({ type: TrialEvidenceDto, nullable: true })
  trials!: TrialEvidenceDto | null;

  @ApiProperty({
    ...checksOf(
      'How prices were adjusted, and what splits and dividends did to positions where they were raw.',
    ),
    example: { adjust: 'raw', splits: 1, dividends: 12, dividend_cash: 84.5, cash_in_lieu: 0 },
  })
  corporate_actions!: Record<string, unknown> | null;

  @ApiProperty({ description: 'The run was cancelled and this is what it had computed.' })
  partial!: boolean;

  @ApiProperty({ type: [FaultDto] })
  warnings!: FaultDto[];
}
