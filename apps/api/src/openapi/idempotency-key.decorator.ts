import { ApiHeader } from '@nestjs/swagger';

/** The operation starts a task, and starts it once for each key. */
export function TakesIdempotencyKey(): MethodDecorator {
  return ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key and body within a day give the same task.',
    schema: { type: 'string', maxLength: 255 },
  });
}
