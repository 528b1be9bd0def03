import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { StrategyEntry, StrategyVersionEntry } from '#database';
import { BarkeepError } from '#domain';
import { Caller } from '../access/caller.decorator.js';
import type { Identity } from '../access/identity.js';
import { strategyOwnerOf } from '../access/ownership.service.js';
import { ShareDto } from '../access/share.dto.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { toIso } from '../tasks/instants.js';
import {
  DEFAULT_STRATEGIES,
  SavedStrategyDto,
  SaveStrategyDto,
  StrategiesQuery,
  StrategyListDto,
  StrategyVersionDto,
  StrategyWithVersionsDto,
  UpdateStrategyDto,
  type StrategyEntryDto,
  type StrategyVersionEntryDto,
} from './stored-strategies.dto.js';
import { StrategyLibrary, type SavedStrategy } from './strategy-library.service.js';
import { parsePlaceCursor, toPlaceCursor } from './strategy-place.js';

@ApiTags('Strategies')
@Controller('api/v1/strategies')
export class StoredStrategiesController {
  constructor(@Inject(StrategyLibrary) private readonly library: StrategyLibrary) {}

  @Get()
  @Operation({ id: 'listStrategies', summary: 'Stored strategies', errors: ['PARAMETER_INVALID'] })
  @Answers(200, StrategyListDto, 'What was changed last comes first.')
  async list(@Query() query: StrategiesQuery, @Caller() caller: Identity): Promise<StrategyListDto> {
    const limit = query.limit ?? DEFAULT_STRATEGIES;
    const after = parsePlaceCursor(query.cursor);
    const found = await this.library.list({
      ...{ name: query.name, visibleTo: strategyOwnerOf(caller), after },
      limit: limit + 1,
    });
    const items = found.slice(0, limit);
    return {
      items: items.map(toEntry),
      next_cursor: found.length > limit ? toPlaceCursor(items[limit - 1]) : null,
    };
  }

  @Post()
  @Operation({
    id: 'createStrategy',
    role: 'trader',
    summary: 'Store a strategy as version 1',
    errors: ['BODY_MALFORMED', 'BODY_INVALID', 'STRATEGY_INVALID', 'BODY_TOO_LARGE', 'MEDIA_UNSUPPORTED'],
  })
  @ApiBody({ type: SaveStrategyDto })
  @Answers(201, SavedStrategyDto, 'It is stored.')
  async create(@Body() body: SaveStrategyDto, @Caller() caller: Identity): Promise<SavedStrategyDto> {
    return toSaved(await this.library.create(body, caller.owner));
  }

  @Get(':strategy_id')
  @Operation({
    id: 'getStrategy',
    summary: 'A stored strategy with its versions',
    errors: ['STRATEGY_NOT_FOUND'],
  })
  @Answers(200, StrategyWithVersionsDto, 'The document is that of the newest version.')
  async get(@Param('strategy_id') id: string): Promise<StrategyWithVersionsDto> {
    const { entry, newest, versions } = await this.library.require(id);
    return {
      ...toEntry(entry),
      strategy_hash: newest.strategyHash,
      strategy: newest.document,
      versions: versions.map(toVersion),
    };
  }

  @Put(':strategy_id')
  @Operation({
    id: 'updateStrategy',
    role: 'trader',
    summary: 'Store the next version of a strategy',
    description: 'The same document as before makes no version. Older versions stay as they are.',
    errors: [
      'BODY_MALFORMED',
      'BODY_INVALID',
      'STRATEGY_INVALID',
      'STRATEGY_NOT_FOUND',
      'STRATEGY_CHANGED',
      'BODY_TOO_LARGE',
      'MEDIA_UNSUPPORTED',
    ],
  })
  @ApiBody({ type: UpdateStrategyDto })
  @Answers(200, SavedStrategyDto, 'The version that is the newest now.')
  async update(@Param('strategy_id') id: string, @Body() body: UpdateStrategyDto): Promise<SavedStrategyDto> {
    return toSaved(await this.library.update(id, body));
  }

  @Patch(':strategy_id')
  @Operation({
    id: 'shareStrategy',
    role: 'trader',
    summary: 'Let everybody look at a strategy, or its owner alone',
    errors: ['BODY_MALFORMED', 'BODY_INVALID', 'STRATEGY_NOT_FOUND', 'MEDIA_UNSUPPORTED'],
  })
  @ApiBody({ type: ShareDto })
  @Answers(200, StrategyWithVersionsDto, 'The strategy as it is now.')
  async share(
    @Param('strategy_id') id: string,
    @Body() { shared }: ShareDto,
  ): Promise<StrategyWithVersionsDto> {
    await this.library.share(id, shared);
    return this.get(id);
  }

  @Get(':strategy_id/versions/:version')
  @Operation({
    id: 'getStrategyVersion',
    summary: 'One version of a strategy',
    errors: ['STRATEGY_NOT_FOUND', 'PARAMETER_INVALID'],
  })
  @Answers(200, StrategyVersionDto, 'A version never changes.')
  async version(
    @Param('strategy_id') id: string,
    @Param('version') version: string,
  ): Promise<StrategyVersionDto> {
    const found = await this.library.requireVersion(id, parseVersion(version));
    return { strategy_id: id, ...toVersion(found), strategy: found.document };
  }

  @Delete(':strategy_id')
  @HttpCode(204)
  @Operation({
    id: 'deleteStrategy',
    role: 'trader',
    summary: 'Forget a strategy and all its versions',
    errors: ['STRATEGY_NOT_FOUND'],
  })
  @ApiNoContentResponse({ description: 'Results of its backtests stay.' })
  async remove(@Param('strategy_id') id: string): Promise<void> {
    await this.library.remove(id);
  }
}

function parseVersion(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new BarkeepError('PARAMETER_INVALID', 'A version is a whole number from 1 on.');
}

function toEntry({ id, name, owner, shared, version, ...entry }: StrategyEntry): StrategyEntryDto {
  const times = { created_at: toIso(entry.createdAt), updated_at: toIso(entry.updatedAt) };
  return { strategy_id: id, name, owner, shared, version, ...times };
}

function toVersion(entry: StrategyVersionEntry): StrategyVersionEntryDto {
  const { version, strategyHash, note, createdAt } = entry;
  return { version, strategy_hash: strategyHash, note, created_at: toIso(createdAt) };
}

function toSaved({ entry, strategyHash, warnings }: SavedStrategy): SavedStrategyDto {
  return { ...toEntry(entry), strategy_hash: strategyHash, warnings };
}
