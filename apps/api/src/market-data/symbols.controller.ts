import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { InstrumentRepository } from '#database';
import { BarkeepError } from '#domain';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { SymbolUse } from './symbol-use.service.js';
import { AddSymbolDto, ChangeSymbolDto, InstrumentDto, SymbolsDto, SymbolsQuery } from './symbols.dto.js';
import { Universe } from './universe.service.js';

@ApiTags('Market data')
@Controller('api/v1/market-data/symbols')
export class SymbolsController {
  constructor(
    @Inject(Universe) private readonly universe: Universe,
    @Inject(InstrumentRepository) private readonly instruments: InstrumentRepository,
    @Inject(SymbolUse) private readonly use: SymbolUse,
  ) {}

  @Get()
  @Operation({
    id: 'listSymbols',
    summary: 'The symbols that have a place here, what the jobs do with each, and which bars are stored',
    errors: ['PARAMETER_INVALID'],
  })
  @Answers(200, SymbolsDto, 'By symbol.')
  async list(@Query() query: SymbolsQuery): Promise<SymbolsDto> {
    const symbols = await this.universe.list(query);
    return { count: symbols.length, symbols };
  }

  @Post()
  @Operation({
    id: 'addSymbol',
    role: 'operator',
    summary: 'Give a symbol a place, or change what is known of it',
    description:
      'From then on the jobs bring its data, unless `active` is false: also of a symbol that an import brought, or that was switched off. `PATCH` leaves that as it is.',
    errors: ['BODY_MALFORMED', 'BODY_INVALID'],
  })
  @Answers(201, InstrumentDto, 'It is new.')
  @Answers(200, InstrumentDto, 'It was known; what the body states has changed.')
  async add(
    @Body() { symbol, ...stated }: AddSymbolDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InstrumentDto> {
    const isKnown = await this.universe.isKnown(symbol);
    void reply.status(isKnown ? HttpStatus.OK : HttpStatus.CREATED);
    return this.universe.add(symbol, stated);
  }

  @Patch(':symbol')
  @Operation({
    id: 'changeSymbol',
    role: 'operator',
    summary: 'Change what is known of a symbol and what the jobs do with it',
    description: 'What is stored of it stays, whatever the jobs do.',
    errors: ['BODY_MALFORMED', 'BODY_INVALID', 'SYMBOL_NOT_FOUND'],
  })
  @Answers(200, InstrumentDto, 'The symbol as it is now.')
  change(@Param('symbol') symbol: string, @Body() stated: ChangeSymbolDto): Promise<InstrumentDto> {
    return this.universe.change(symbol, stated);
  }

  @Delete(':symbol')
  @HttpCode(204)
  @Operation({
    id: 'removeSymbol',
    role: 'operator',
    summary: 'Forget a symbol and everything that is stored of it',
    errors: ['SYMBOL_NOT_FOUND', 'SYMBOL_IN_USE'],
  })
  @ApiNoContentResponse({ description: 'Results of backtests on it stay.' })
  async remove(@Param('symbol') symbol: string): Promise<void> {
    const users = await this.use.unfinishedTasks(symbol);
    if (users.length > 0) {
      throw new BarkeepError('SYMBOL_IN_USE', `${users.length} unfinished backtests use ${symbol}.`, {
        extra: { task_ids: users },
      });
    }
    if (await this.instruments.remove(symbol)) return;
    throw new BarkeepError('SYMBOL_NOT_FOUND', `There is no symbol ${symbol}.`);
  }
}
