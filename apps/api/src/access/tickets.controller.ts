import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BarkeepError } from '#domain';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { toIso } from '../tasks/instants.js';
import { Caller } from './caller.decorator.js';
import type { Identity } from './identity.js';
import { TicketDto } from './session.dto.js';
import { Tickets } from './tickets.service.js';

@ApiTags('Access')
@Controller('api/v1/tickets')
export class TicketsController {
  constructor(@Inject(Tickets) private readonly tickets: Tickets) {}

  @Post()
  @HttpCode(201)
  @Operation({
    id: 'issueTicket',
    role: 'viewer',
    summary: 'A ticket for a plain WebSocket or an event source, which can send no header',
    description: 'A login needs none: its cookie opens them, and ends what it opened.',
  })
  @Answers(201, TicketDto, 'It lets in once, within half a minute, as whoever asked for it.')
  async issue(@Caller() { keyId, session }: Identity): Promise<TicketDto> {
    if (session) throw new BarkeepError('FORBIDDEN', 'A login needs no ticket: its cookie opens sockets.');
    const { ticket, expiresAt } = await this.tickets.issue(keyId);
    return { ticket, expires_at: toIso(expiresAt) };
  }
}
