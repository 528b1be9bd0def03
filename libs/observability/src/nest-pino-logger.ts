import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

type Level = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** What the framework says of itself while it starts: a hundred lines that nobody reads. */
const FRAMEWORK_CONTEXTS = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
  'WebSocketsController',
]);

/**
 * Nest's logger over pino. A message may be an object with a `message` member: the others become fields.
 * Nest hands over the name of the class as the last argument, and a stack before it for errors.
 */
export class NestPinoLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(level: Level, message: unknown, rest: unknown[]): void {
    const last = rest[rest.length - 1];
    const context = typeof last === 'string' && !isStack(last) ? last : undefined;
    const isChatter = level === 'info' && context !== undefined && FRAMEWORK_CONTEXTS.has(context);
    const method = isChatter ? 'debug' : level;
    // Nearly every line, and one for each request.
    if (rest.length === (context === undefined ? 0 : 1) && !(message instanceof Error)) {
      return this.logger[method](...toPinoCall(context === undefined ? {} : { context }, message));
    }
    const others = context === undefined ? rest : rest.slice(0, -1);
    const err = [message, ...others].find((item) => item instanceof Error);
    const stack = others.find(isStack);
    const fields: Record<string, unknown> = {
      ...(context === undefined ? {} : { context }),
      ...fieldsOf(others),
      ...(err ? { err } : stack ? { err: { stack } } : {}),
    };
    this.logger[method](...toPinoCall(fields, message));
  }
}

function isStack(item: unknown): item is string {
  return typeof item === 'string' && item.includes('\n    at ');
}

/** The members of plain objects among the arguments. */
function fieldsOf(items: readonly unknown[]): Record<string, unknown> {
  const objects = items.filter(
    (item) => typeof item === 'object' && item !== null && !(item instanceof Error),
  );
  return Object.fromEntries(objects.flatMap((item) => Object.entries(item as object)));
}

/** The fields are added to. */
function toPinoCall(fields: Record<string, unknown>, message: unknown): [object, string] {
  if (message instanceof Error) return [fields, message.message];
  if (typeof message !== 'object' || message === null) return [fields, String(message)];
  const members = message as Record<string, unknown>;
  for (const name of Object.keys(members)) if (name !== 'message') fields[name] = members[name];
  return [fields, typeof members.message === 'string' ? members.message : ''];
}
