import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { ApiKeyRepository, makeApiKey } from '#database';
import { BarkeepError } from '#domain';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import {
  ApiKeyListDto,
  CreatedKeyDto,
  CreateKeyDto,
  toQuotas,
  toWireKey,
  type ApiKeyDto,
} from './keys.dto.js';

@ApiTags('Access')
@Controller('api/v1/keys')
export class KeysController {
  constructor(@Inject(ApiKeyRepository) private readonly keys: ApiKeyRepository) {}

  @Post()
  @Operation({
    id: 'createKey',
    role: 'admin',
    summary: 'Make a key',
    errors: ['BODY_MALFORMED', 'BODY_INVALID', 'MEDIA_UNSUPPORTED'],
  })
  @ApiBody({ type: CreateKeyDto })
  @Answers(201, CreatedKeyDto, 'The only time that the key is shown.')
  async create(@Body() { name, owner = name, role, quotas }: CreateKeyDto): Promise<CreatedKeyDto> {
    const { text, stored } = makeApiKey({ name, owner, role, quotas: toQuotas(quotas) }, Date.now());
    await this.keys.create(stored);
    return { ...toWireKey(stored), key: text };
  }

  @Get()
  @Operation({
    id: 'listKeys',
    role: 'admin',
    summary: 'Every key that was made, without the keys themselves',
  })
  @Answers(200, ApiKeyListDto, 'In the order in which they were made.')
  async list(): Promise<ApiKeyListDto> {
    return { items: (await this.keys.list()).map((key): ApiKeyDto => toWireKey(key)) };
  }

  @Delete(':id')
  @HttpCode(204)
  @Operation({
    id: 'revokeKey',
    role: 'admin',
    summary: 'Let a key open nothing any more',
    description: 'Within a second in every process; what it holds open is closed.',
    errors: ['KEY_NOT_FOUND'],
  })
  @ApiNoContentResponse({ description: 'It is revoked.' })
  async revoke(@Param('id') id: string): Promise<void> {
    if (await this.keys.revoke(id, Date.now())) return;
    throw new BarkeepError('KEY_NOT_FOUND', 'There is no such key that is not revoked yet.');
  }
}
