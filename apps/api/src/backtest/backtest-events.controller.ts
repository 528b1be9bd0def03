import { Controller, Get, Headers, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BarkeepError } from '#domain';
import { Caller } from '../access/caller.decorator.js';
import type { Identity } from '../access/identity.js';
import { OpenConnections } from '../access/open-connections.service.js';
import { Operation } from '../openapi/operation.decorator.js';
import { EventStreamListener } from '../realtime/event-stream-listener.js';
import { parseLastSeq } from '../realtime/last-seq.js';
import { SocketLimits } from '../realtime/socket-limits.js';
import { TaskWatch } from '../realtime/task-watch.service.js';
import { TaskLookup } from '../tasks/task-lookup.js';
import { OptionalText } from '../validation/rules.js';

class EventsQuery {
  @OptionalText(15, { description: 'Number of the last event that was received; as Last-Event-ID.' })
  last_seq?: string;
}

@ApiTags('Backtests')
@Controller('api/v1/backtest/events')
export class BacktestEventsController {
  constructor(
    @Inject(TaskWatch) private readonly watch: TaskWatch,
    @Inject(TaskLookup) private readonly lookup: TaskLookup,
    @Inject(OpenConnections) private readonly connections: OpenConnections,
    @Inject(SocketLimits) private readonly limits: SocketLimits,
  ) {}

  @Get(':task_id')
  @Operation({
    id: 'streamBacktestEvents',
    summary: 'What happens to a backtest, as server-sent events',
    description:
      'The messages of the sockets. The stream ends after `completed`, `failed`, `cancelled` or `timeout`.',
    errors: ['TASK_NOT_FOUND', 'PARAMETER_INVALID'],
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, schema: { type: 'string' } })
  @ApiOkResponse({
    description: '`id` is the number of the event.',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  async events(
    @Param('task_id') taskId: string,
    @Query() query: EventsQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Caller() caller: Identity,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const lastSeq = parseLastSeq(lastEventId ?? query.last_seq);
    await this.lookup.require(taskId);
    const release = this.limits.admit(request.raw);
    if (!release)
      throw new BarkeepError('RATE_LIMITED', 'The address has as many sockets and streams as it may.');
    reply.hijack();
    const response = reply.raw;
    response.once('close', release);
    if (response.destroyed) release();
    response.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    const listener = new EventStreamListener(response);
    try {
      const stop = await this.watch.follow(taskId, listener, lastSeq);
      const letGo = this.connections.keep(caller, () => response.destroy());
      const end = (): void => {
        letGo();
        stop();
      };
      if (response.destroyed) end();
      else request.raw.once('close', end);
    } catch {
      // The head is out already; the client comes again with Last-Event-ID.
      listener.end();
    }
  }
}
