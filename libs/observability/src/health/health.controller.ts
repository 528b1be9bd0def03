import {
  Controller,
  Get,
  Header,
  HttpStatus,
  Inject,
  Res,
  ServiceUnavailableException,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import type { InjectionToken } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { BarkeepError } from '#domain';
import { Draining } from './draining.js';
import type { HealthCheckPort } from './health-check-port.js';

/** Injection token of the tokens whose providers must answer before the process counts as ready. */
export const READINESS_TOKENS = Symbol('READINESS_TOKENS');

/** A store that takes longer than this to answer counts as away. */
const CHECK_TIMEOUT_MS = 2_000;

/** A process that ends is alive until it is gone: whoever watches it must not kill it for that. */
const ALIVE: HealthCheckResult = { status: 'ok', info: {}, error: {}, details: {} };

interface Reply {
  status(code: number): unknown;
}

const ANSWER = {
  schema: {
    type: 'object',
    required: ['status', 'details'],
    properties: {
      status: { type: 'string', enum: ['ok', 'error', 'shutting_down'] },
      details: { type: 'object', additionalProperties: { type: 'object', additionalProperties: true } },
    },
    additionalProperties: true,
  },
} as const;

/** The probes of an orchestrator, on every process. */
@ApiTags('Probes')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(ModuleRef) private readonly modules: ModuleRef,
    @Inject(READINESS_TOKENS) private readonly tokens: readonly InjectionToken[],
    @Inject(Draining) private readonly draining: Draining,
  ) {}

  /** The process runs and its event loop turns. */
  @Get('live')
  @ApiOperation({ operationId: 'isLive', summary: 'Whether the process runs' })
  @ApiOkResponse({ description: 'It runs and its event loop turns.', ...ANSWER })
  @Header('Cache-Control', 'no-store')
  live(): HealthCheckResult {
    return ALIVE;
  }

  /** What the process needs answers too, and it was not told to end. */
  @Get('ready')
  @ApiOperation({
    operationId: 'isReady',
    summary: 'Whether the process can be sent requests: what it needs answers',
  })
  @ApiOkResponse({ description: 'All of it answers.', ...ANSWER })
  @ApiServiceUnavailableResponse({
    description: 'Some of it does not, or the process was told to end.',
    ...ANSWER,
  })
  @Header('Cache-Control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: Reply): Promise<HealthCheckResult> {
    if (this.draining.hasBegun) {
      reply.status(HttpStatus.SERVICE_UNAVAILABLE);
      return { ...ALIVE, status: 'shutting_down' };
    }
    const ports = this.tokens.map((token) => this.modules.get<HealthCheckPort>(token, { strict: false }));
    return this.answer(ports, reply);
  }

  private async answer(ports: HealthCheckPort[], reply: Reply): Promise<HealthCheckResult> {
    const checks = ports.map((port) => () => this.attempt(port));
    try {
      return await this.health.check(checks);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      reply.status(HttpStatus.SERVICE_UNAVAILABLE);
      return error.getResponse() as HealthCheckResult;
    }
  }

  /** The reason of a failed check is told only where it was written for callers: others may name hosts and users. */
  private async attempt(port: HealthCheckPort) {
    let reason = 'does not answer';
    const result = await this.indicators
      .check(port.name)
      .attempt(async () => {
        try {
          return (await port.check()) ?? {};
        } catch (error) {
          if (error instanceof BarkeepError) reason = error.message;
          throw error;
        }
      })
      .withTimeout(CHECK_TIMEOUT_MS);
    if (result[port.name].status !== 'down') return result;
    return this.indicators.check(port.name).down(reason);
  }
}
