import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { stringifySetCookie, type SetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BarkeepError } from '#domain';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { toIso } from '../tasks/instants.js';
import { assertSentByPage } from './access-hook.js';
import { Authentication, credentialsIn, csrfTokenOf, SESSION_COOKIE } from './authentication.service.js';
import type { Identity } from './identity.js';
import { toWireQuotas } from './keys.dto.js';
import { LogInDto, SessionDto } from './session.dto.js';
import { Sessions } from './sessions.service.js';

const NOBODY: Omit<SessionDto, 'access'> = {
  ...{ authenticated: false, owner: null, role: null, key_id: null, quotas: {} },
  ...{ csrf_token: null, expires_at: null },
};

/** Logins of the page. */
@ApiTags('Access')
@Controller('api/v1/session')
export class SessionController {
  constructor(
    @Inject(Authentication) private readonly authentication: Authentication,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  @Get()
  @Operation({ id: 'getSession', role: 'anyone', summary: 'Who calls, and whether a key is needed' })
  @Answers(200, SessionDto, 'Also without a key.')
  async whoAmI(@Req() { headers }: FastifyRequest): Promise<SessionDto> {
    return this.describe(await this.authentication.identify(credentialsIn(headers)));
  }

  @Post()
  @HttpCode(200)
  @Operation({
    id: 'logIn',
    role: 'anyone',
    summary: 'Exchange a key for the cookie of the page',
    description: 'The cookie can’t be read by scripts and is sent by pages of this address only.',
    errors: ['UNAUTHENTICATED', 'BODY_MALFORMED', 'BODY_INVALID', 'MEDIA_UNSUPPORTED'],
  })
  @ApiBody({ type: LogInDto })
  @Answers(200, SessionDto, 'Who is logged in now.')
  async logIn(
    @Body() { key }: LogInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionDto> {
    const identity = await this.authentication.identify({ key });
    if (!identity) throw new BarkeepError('UNAUTHENTICATED', 'There is no such key, or it was revoked.');
    if (identity.keyId === null) return this.describe(identity);
    const session = await this.sessions.open(identity.keyId);
    void reply.header('Set-Cookie', toCookie(request, { value: session.secret }));
    return this.describe({ ...identity, session });
  }

  @Delete()
  @HttpCode(204)
  @Operation({
    id: 'logOut',
    role: 'anyone',
    summary: 'End the login, in every window and for every process',
    errors: ['FORBIDDEN'],
  })
  @ApiNoContentResponse({ description: 'There is none any more.' })
  async logOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { session: secret } = credentialsIn(request.headers);
    const identity = await this.authentication.identify({ session: secret });
    if (identity?.session) {
      assertSentByPage(request, identity);
      await this.sessions.close(identity.session.secret);
    }
    void reply.header('Set-Cookie', toCookie(request, { value: '', maxAge: 0 }));
  }

  private describe(identity: Identity | undefined): SessionDto {
    const access = this.authentication.isOn;
    if (!identity) return { access, ...NOBODY };
    const { owner, role, keyId, quotas, session } = identity;
    return {
      ...{ access, authenticated: true, owner, role, key_id: keyId, quotas: toWireQuotas(quotas) },
      csrf_token: session ? csrfTokenOf(session) : null,
      expires_at: session ? toIso(session.expiresAt) : null,
    };
  }
}

function toCookie(request: FastifyRequest, cookie: Pick<SetCookie, 'value' | 'maxAge'>): string {
  return stringifySetCookie({
    ...{ name: SESSION_COOKIE, ...cookie },
    ...{ path: '/', httpOnly: true, sameSite: 'strict', secure: isHttps(request) },
  });
}

/** Where a proxy ends TLS only it and the page know; whoever lies about it harms the own login. */
function isHttps({ protocol, headers }: FastifyRequest): boolean {
  return (
    protocol === 'https' || headers['x-forwarded-proto'] === 'https' || /^https:/.test(headers.origin ?? '')
  );
}
