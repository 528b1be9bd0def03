import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { FaultDto } from '../openapi/problem.dto.js';
import { OptionalObject, OptionalText, OptionalWhole } from '../validation/rules.js';
import { EXAMPLE_STRATEGY } from './example-strategy.js';

const ID = '7b7a3a55-2b06-4f44-9a5c-0c8f3de6c002';
const MAX_NOTE = 2_000;
export const DEFAULT_STRATEGIES = 50;

@ApiSchema({ name: 'SaveStrategy' })
export class SaveStrategyDto {
  @OptionalObject({ required: true, description: 'A strategy.v1 document.', example: EXAMPLE_STRATEGY })
  strategy?: Record<string, unknown>;

  @OptionalText(MAX_NOTE, { nullable: true, description: 'What this version is about.' })
  note?: string | null;
}

@ApiSchema({ name: 'UpdateStrategy' })
export class UpdateStrategyDto extends SaveStrategyDto {
  @OptionalWhole(1, 1_000_000_000, {
    description: 'The version that the change starts from; refused when there is a newer one.',
  })
  base_version?: number;
}

export class StrategiesQuery {
  @OptionalText(200, { description: 'A part of the name, in whichever case.' })
  name?: string;

  @OptionalText(256, { description: '`next_cursor` of the page before.' })
  cursor?: string;

  @OptionalWhole(1, 500, { default: DEFAULT_STRATEGIES })
  @Type(() => Number)
  limit?: number;
}

@ApiSchema({ name: 'StrategyEntry' })
export class StrategyEntryDto {
  @ApiProperty({ example: ID })
  strategy_id!: string;

  @ApiProperty({ example: 'SMA cross' })
  name!: string;

  @ApiProperty({ type: String, nullable: true, example: 'ann', description: 'Whose it is.' })
  owner!: string | null;

  @ApiProperty({ description: 'Everybody may look at it.' })
  shared!: boolean;

  @ApiProperty({ example: 1, description: 'The newest version.' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ format: 'date-time' })
  updated_at!: string;
}

@ApiSchema({ name: 'SavedStrategy' })
export class SavedStrategyDto extends StrategyEntryDto {
  @ApiProperty()
  strategy_hash!: string;

  @ApiProperty({ type: [FaultDto], description: 'What looks odd but does not stop a run.' })
  warnings!: FaultDto[];
}

@ApiSchema({ name: 'StrategyList' })
export class StrategyListDto {
  @ApiProperty({ type: [StrategyEntryDto] })
  items!: StrategyEntryDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Hand it in as `cursor`; null on the last page.',
  })
  next_cursor!: string | null;
}

@ApiSchema({ name: 'StrategyVersionEntry' })
export class StrategyVersionEntryDto {
  @ApiProperty({ example: 1 })
  version!: number;

  @ApiProperty()
  strategy_hash!: string;

  @ApiProperty({ type: String, nullable: true })
  note!: string | null;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;
}

@ApiSchema({ name: 'StrategyVersion' })
export class StrategyVersionDto extends StrategyVersionEntryDto {
  @ApiProperty({ example: ID })
  strategy_id!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The document as it was given.' })
  strategy!: Record<string, unknown>;
}

@ApiSchema({ name: 'StrategyWithVersions' })
export class StrategyWithVersionsDto extends StrategyEntryDto {
  @ApiProperty()
  strategy_hash!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The newest version as given.' })
  strategy!: Record<string, unknown>;

  @ApiProperty({ type: [StrategyVersionEntryDto], description: 'The newest first.' })
  versions!: StrategyVersionEntryDto[];
}
