import { Body, Controller, Headers, HttpStatus, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { InstrumentRepository } from '#database';
import { BarkeepError, datasetDefinition, type Fault } from '#domain';
import type { BackfillPayload } from '#jobs';
import { planBackfill, type BackfillPlan } from '#market-data';
import { didYouMean } from '#strategy';
import { Submitter } from '../access/caller.decorator.js';
import { TakesIdempotencyKey } from '../openapi/idempotency-key.decorator.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { JobTrigger } from '../scheduler/job-trigger.service.js';
import { BackfillDto, BackfillPlanDto, StartedBackfillDto } from './backfill.dto.js';

const SHOWN_CHUNKS = 100;

@ApiTags('Market data')
@Controller('api/v1/market-data/backfill')
export class BackfillController {
  constructor(
    @Inject(InstrumentRepository) private readonly instruments: InstrumentRepository,
    @Inject(JobTrigger) private readonly jobs: JobTrigger,
  ) {}

  @Post()
  @Operation({
    id: 'startBackfill',
    role: 'operator',
    summary: 'Bring the past of a dataset, or say what that would take',
    description: 'What is stored already stays; a backfill that ends early goes on where it was.',
    errors: ['BODY_MALFORMED', 'BODY_INVALID', 'IDEMPOTENCY_CONFLICT'],
  })
  @TakesIdempotencyKey()
  @Answers(200, BackfillPlanDto, 'With `dry_run`: what would be asked. Nothing is queued.')
  @Answers(202, StartedBackfillDto, 'It is queued.')
  async start(
    @Body() body: BackfillDto,
    @Headers('idempotency-key') key: string | undefined,
    @Submitter() submitter: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BackfillPlanDto | StartedBackfillDto> {
    const { dry_run: isDry = false, symbols, series, ...wanted } = body;
    const params = { ...wanted, symbols: symbols ?? series ?? [] };
    const plan = toPlanDto(await this.plan(params));
    void reply.status(isDry ? HttpStatus.OK : HttpStatus.ACCEPTED);
    if (isDry) return plan;
    const task = await this.jobs.trigger({ job_name: 'backfill', params }, submitter, key);
    const links = {
      status: `/api/scheduler/queue/tasks/${task.id}/status`,
      cancel: `/api/v1/admin/tasks/${task.id}/cancel`,
    };
    return { ...plan, task_id: task.id, status: 'pending', links };
  }

  /** @throws BarkeepError BODY_INVALID for symbols that are not known and for what can't be had later. */
  private async plan({
    dataset,
    timeframe,
    symbols: subjects,
    start,
    end,
  }: BackfillPayload): Promise<BackfillPlan> {
    const isOfSymbols =
      dataset === 'historical_prices' || datasetDefinition(dataset).subject === 'instrument';
    const faults = isOfSymbols ? await this.faultsOfUnknown(subjects) : [];
    if (faults.length > 0)
      throw new BarkeepError('BODY_INVALID', 'The body names unknown symbols.', { faults });
    try {
      return planBackfill({ dataset, timeframe, subjects, start, end });
    } catch (error) {
      if (!(error instanceof BarkeepError) || error.code !== 'PARAMETER_INVALID') throw error;
      const fault = { path: '/dataset', code: 'E_SCHEMA', message: error.message };
      throw new BarkeepError('BODY_INVALID', 'The body has a fault.', { faults: [fault] });
    }
  }

  private async faultsOfUnknown(symbols: readonly string[]): Promise<Fault[]> {
    const known = (await this.instruments.list()).map(({ symbol }) => symbol);
    const isKnown = new Set(known);
    return symbols.flatMap((symbol, at) => {
      if (isKnown.has(symbol)) return [];
      const hint = didYouMean(symbol, known) ?? 'POST /api/v1/market-data/symbols gives it a place';
      return [{ path: `/symbols/${at}`, code: 'E_DATA', message: `unknown symbol '${symbol}'`, hint }];
    });
  }
}

function toPlanDto({ dataset, requests, chunks }: BackfillPlan): BackfillPlanDto {
  return {
    dataset,
    requests,
    chunks_count: chunks.length,
    chunks: chunks
      .slice(0, SHOWN_CHUNKS)
      .map(({ subjects, from, to }) => ({ symbols: [...subjects], from, to })),
  };
}
