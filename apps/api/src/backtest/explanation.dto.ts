import { ApiProperty, ApiSchema, type ApiPropertyOptions } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { Fault } from '#domain';
import { OptionalText } from '../validation/rules.js';
import { faultsOfInstant } from './date-range.js';

/** Which bar of a run is to be explained. */
export class ExplainQuery {
  @OptionalText(32, { description: 'Default: the first symbol of the strategy.', example: 'AAPL' })
  symbol?: string;

  @ApiProperty({
    maxLength: 40,
    description: 'A day (its last bar) or an instant (the bar that was open then).',
    example: '2020-03-16',
  })
  @IsString({ message: '$property has to be a day or an instant' })
  @MaxLength(40)
  at!: string;

  static furtherFaults({ at }: { readonly at?: unknown }): Fault[] {
    return typeof at === 'string' ? faultsOfInstant('at', at) : [];
  }
}

const values = {
  oneOf: [{ type: 'number' }, { type: 'boolean' }],
  nullable: true,
} satisfies ApiPropertyOptions;

@ApiSchema({ name: 'ExplainedPart', description: 'A part of an expression with its value; missing is null.' })
export class ExplainedPartDto {
  @ApiProperty({ example: 'close > sma(close, 20)' })
  text!: string;

  @ApiProperty(values)
  value!: number | boolean | null;

  @ApiProperty({ type: () => [ExplainedPartDto] })
  args!: ExplainedPartDto[];
}

@ApiSchema({ name: 'BlockingClause' })
export class BlockingClauseDto {
  @ApiProperty({ example: 'close > sma(close, 20)' })
  text!: string;

  @ApiProperty(values)
  value!: number | boolean | null;

  @ApiProperty({ description: 'What the clause had to be.' })
  wanted!: boolean;

  @ApiProperty({ type: Number, nullable: true, required: false })
  left?: number | null;

  @ApiProperty({ type: Number, nullable: true, required: false })
  right?: number | null;

  @ApiProperty({ type: Number, nullable: true, required: false, description: 'left - right' })
  distance?: number | null;
}

@ApiSchema({ name: 'ExplainedRule' })
export class ExplainedRuleDto {
  @ApiProperty({ example: '/rules/long/enter', description: 'JSON pointer into the strategy.' })
  path!: string;

  @ApiProperty(values)
  value!: number | boolean | null;

  @ApiProperty({ type: ExplainedPartDto })
  tree!: ExplainedPartDto;

  @ApiProperty({
    type: [BlockingClauseDto],
    description: 'The fewest clauses whose flip would have made the rule true.',
  })
  blocking!: BlockingClauseDto[];

  @ApiProperty({ description: 'One clause only stood in the way.' })
  near_miss!: boolean;
}

@ApiSchema({ name: 'AllocationStanding', description: 'Where a symbol stands in an allocation.' })
export class AllocationStandingDto {
  @ApiProperty({
    enum: ['picked', 'below_top', 'where', 'rank', 'weights', 'warm_up', 'no_bar', 'not_due'],
    description: 'Why it is held or not: `where`, `rank` and `weights` are the members that keep it out.',
  })
  reason!: string;

  @ApiProperty({ example: 'ranked 5 of 12, below the top 3 that are held' })
  message!: string;

  @ApiProperty({ type: Number, nullable: true, example: 5, description: 'Null for no candidate.' })
  place!: number | null;

  @ApiProperty({ example: 12 })
  candidates!: number;

  @ApiProperty({ example: 3, description: 'How many of them are held.' })
  places!: number;
}

@ApiSchema({ name: 'Explanation', description: 'What a strategy saw and did at the close of one bar.' })
export class ExplanationDto {
  @ApiProperty()
  task_id!: string;

  @ApiProperty({ example: 'AAPL' })
  symbol!: string;

  @ApiProperty({ example: 412, description: 'On the timeline of the run.' })
  bar!: number;

  @ApiProperty({ format: 'date-time' })
  time!: string;

  @ApiProperty({ example: 19 })
  warmup_bars!: number;

  @ApiProperty({ example: 120, description: 'Units held at the close, negative when short.' })
  position!: number;

  @ApiProperty({ example: 101_250 })
  equity!: number;

  @ApiProperty({ type: [ExplainedRuleDto] })
  rules!: ExplainedRuleDto[];

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Why an `enter` that is true placed no order, by its path.',
    example: { '/rules/long/enter': 'in_position' },
  })
  hindrances!: Record<string, string>;

  @ApiProperty({ type: AllocationStandingDto, nullable: true, description: 'Null for rules.' })
  allocation!: AllocationStandingDto | null;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'Orders that were placed at the close of the bar.',
  })
  orders!: object[];
}
