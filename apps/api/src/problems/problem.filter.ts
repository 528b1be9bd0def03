import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toBarkeepError } from './foreign-error.js';
import { PROBLEM_MEDIA_TYPE, RETRY_AFTER_SECONDS, toProblem } from './problem.js';

/** Answers any error with `application/problem+json`; only what is our fault is logged with its stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.log);
  }
}

/** The same for errors that Fastify meets before a route is found. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger): void {
  const known = toBarkeepError(error);
  const problem = toProblem(known, { instance: request.url.split('?', 1)[0], requestId: request.id });
  if (problem.status >= 500) {
    const cause = known.cause instanceof Error ? known.cause : known;
    log.error({ message: `${problem.code}: ${cause.message}`, request_id: request.id, err: cause });
  }
  if (reply.sent || reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  const retryAfter = RETRY_AFTER_SECONDS[problem.status];
  // Who knows how long it takes has said so already.
  if (retryAfter !== undefined && !reply.hasHeader('Retry-After'))
    void reply.header('Retry-After', String(retryAfter));
  void reply
    .status(problem.status)
    .headers({ 'Content-Type': PROBLEM_MEDIA_TYPE, 'X-Request-Id': request.id })
    .send(JSON.stringify(problem));
}
