import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsString, Matches } from 'class-validator';
import { KEY_NAME, type ApiKey, type Quotas } from '#database';
import { ROLES, type Role } from '#domain';
import { toIso, toIsoOrNull } from '../tasks/instants.js';
import { OptionalPart, OptionalText, OptionalWhole } from '../validation/rules.js';

const WRONG_NAME = { message: '$property has to be 1 to 64 letters, digits, spaces or . @ _ -' };
const MOST = 1_000_000_000_000;
const instant = { type: String, format: 'date-time', nullable: true } as const;

@ApiSchema({ name: 'Quotas', description: 'What is left out is without limit.' })
export class QuotasDto {
  @OptionalWhole(1, MOST, { example: 600, description: 'Over all processes.' })
  requests_per_minute?: number;

  @OptionalWhole(0, MOST, { example: 50, description: 'Backtests and searches of the owner that may wait.' })
  queued_backtests?: number;

  @OptionalWhole(1, MOST, {
    example: 4,
    description: 'Backtests and searches of the owner that may run; more are refused until one has ended.',
  })
  running_backtests?: number;

  @OptionalWhole(0, MOST, {
    example: 100_000_000,
    description: 'Bars of the owner’s backtests since midnight UTC, after which no more are taken.',
  })
  bars_per_day?: number;
}

@ApiSchema({ name: 'CreateKey' })
export class CreateKeyDto {
  @ApiProperty({ example: 'notebook', maxLength: 64, description: 'What it is for.' })
  @IsString({ message: '$property is required' })
  @Matches(KEY_NAME, WRONG_NAME)
  name!: string;

  @OptionalText(64, { description: 'Whose things are made with it. Default: its name.', example: 'ann' })
  @Matches(KEY_NAME, WRONG_NAME)
  owner?: string;

  @ApiProperty({ enum: ROLES, example: 'trader' })
  @IsIn(ROLES, { message: `$property has to be one of ${ROLES.join(', ')}` })
  role!: Role;

  @OptionalPart(QuotasDto)
  quotas?: QuotasDto;
}

@ApiSchema({ name: 'ApiKey' })
export class ApiKeyDto {
  @ApiProperty({ example: '3f9c1e2ab047' })
  id!: string;

  @ApiProperty({ example: 'notebook' })
  name!: string;

  @ApiProperty({ example: 'ann' })
  owner!: string;

  @ApiProperty({ enum: ROLES, example: 'trader' })
  role!: Role;

  @ApiProperty({ type: QuotasDto })
  quotas!: QuotasDto;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ ...instant, description: 'To the minute.' })
  last_used_at!: string | null;

  @ApiProperty(instant)
  revoked_at!: string | null;
}

@ApiSchema({ name: 'CreatedKey' })
export class CreatedKeyDto extends ApiKeyDto {
  @ApiProperty({ example: 'bk_3f9c1e2ab047_…', description: 'The key itself, which is never shown again.' })
  key!: string;
}

@ApiSchema({ name: 'ApiKeyList' })
export class ApiKeyListDto {
  @ApiProperty({ type: [ApiKeyDto] })
  items!: ApiKeyDto[];
}

export function toQuotas(wire: QuotasDto = {}): Quotas {
  return {
    requestsPerMinute: wire.requests_per_minute,
    queuedBacktests: wire.queued_backtests,
    runningBacktests: wire.running_backtests,
    barsPerDay: wire.bars_per_day,
  };
}

export function toWireQuotas(quotas: Quotas): QuotasDto {
  return {
    requests_per_minute: quotas.requestsPerMinute,
    queued_backtests: quotas.queuedBacktests,
    running_backtests: quotas.runningBacktests,
    bars_per_day: quotas.barsPerDay,
  };
}

export function toWireKey({ id, name, owner, role, quotas, ...key }: ApiKey): ApiKeyDto {
  return {
    ...{ id, name, owner, role, quotas: toWireQuotas(quotas) },
    created_at: toIso(key.createdAt),
    last_used_at: toIsoOrNull(key.lastUsedAt),
    revoked_at: toIsoOrNull(key.revokedAt),
  };
}
