import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { ROLES, type Role } from '#domain';
import { QuotasDto } from './keys.dto.js';

const nullableText = { type: String, nullable: true } as const;

@ApiSchema({ name: 'LogIn' })
export class LogInDto {
  @ApiProperty({ example: 'bk_3f9c1e2ab047_…', maxLength: 512 })
  @IsString({ message: '$property is required' })
  @MaxLength(512)
  key!: string;
}

@ApiSchema({ name: 'WhoAmI' })
export class SessionDto {
  @ApiProperty({ description: 'Whether callers need a key at all.' })
  access!: boolean;

  @ApiProperty({ description: 'Whether the call came with something that lets in.' })
  authenticated!: boolean;

  @ApiProperty({ ...nullableText, example: 'ann' })
  owner!: string | null;

  @ApiProperty({ type: String, enum: ROLES, nullable: true, example: 'trader' })
  role!: Role | null;

  @ApiProperty({ ...nullableText, example: '3f9c1e2ab047' })
  key_id!: string | null;

  @ApiProperty({ type: QuotasDto })
  quotas!: QuotasDto;

  @ApiProperty({
    ...nullableText,
    description: 'Of a login: calls that change something send it as X-CSRF-Token.',
  })
  csrf_token!: string | null;

  @ApiProperty({ ...nullableText, format: 'date-time', description: 'When a login ends in any case.' })
  expires_at!: string | null;
}

@ApiSchema({ name: 'Ticket' })
export class TicketDto {
  @ApiProperty({ example: 'q1dJ…', description: 'Lets in once, as `?ticket=`.' })
  ticket!: string;

  @ApiProperty({ format: 'date-time' })
  expires_at!: string;
}
