import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { BarkeepError } from '#domain';
import type { Identity } from './identity.js';

/** Who calls, as a parameter of a handler: `@Caller() caller: Identity`. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): Identity =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** As whose task something is queued: where nobody has a key, callers are told apart by their address. */
export const Submitter = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { keyId, owner } = callerOf(request);
  return keyId === null ? request.ip : owner;
});

function callerOf({ identity }: FastifyRequest): Identity {
  if (identity) return identity;
  throw new BarkeepError('UNAUTHENTICATED', 'This takes a key.');
}
