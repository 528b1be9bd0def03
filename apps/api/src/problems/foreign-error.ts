import { HttpException } from '@nestjs/common';
import { BarkeepError, type ErrorCode } from '#domain';

/** What Fastify and its plugins throw about a request, by code. */
const CODE_OF_FASTIFY: Readonly<Record<string, [code: ErrorCode, detail: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['BODY_TOO_LARGE', 'The body is larger than this address accepts.'],
  FST_REQ_FILE_TOO_LARGE: ['BODY_TOO_LARGE', 'The file is larger than this address accepts.'],
  FST_PARTS_LIMIT: ['BODY_TOO_LARGE', 'The form has too many parts.'],
  FST_FILES_LIMIT: ['BODY_TOO_LARGE', 'The form has more than one file.'],
  FST_FIELDS_LIMIT: ['BODY_TOO_LARGE', 'The form has too many fields.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['MEDIA_UNSUPPORTED', 'This address does not read that content type.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'BODY_MALFORMED',
    'The body is shorter or longer than its Content-Length.',
  ],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['BODY_MALFORMED', 'The body is empty.'],
  FST_ERR_BAD_URL: ['PARAMETER_INVALID', 'The address has a wrong percent escape.'],
  FST_ERR_MAX_PARAM_LENGTH: ['PARAMETER_INVALID', 'A part of the address is too long.'],
  FST_INVALID_MULTIPART_CONTENT_TYPE: [
    'MEDIA_UNSUPPORTED',
    'This address reads text/csv or a form with a file.',
  ],
};

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'PARAMETER_INVALID',
  404: 'ROUTE_NOT_FOUND',
  413: 'BODY_TOO_LARGE',
  415: 'MEDIA_UNSUPPORTED',
  503: 'STORE_UNAVAILABLE',
};

const STORE_AWAY_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ENOENT',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  // PostgreSQL: shutting down, starting up, too many connections, connection lost.
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08003',
  '08006',
]);
const STORE_AWAY_TEXT =
  /^(Connection is closed|Connection terminated|Command timed out|Stream isn't writeable|timeout (exceeded )?when trying to connect)/i;

interface Coded {
  code?: unknown;
  statusCode?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** Whether the error, or the one that it wraps, says that a store can't be reached. */
function isStoreAway(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 3) return false;
  const { code, cause, errors } = error as Coded;
  if (STORE_AWAY_CODES.has(String(code)) || STORE_AWAY_TEXT.test(error.message)) return true;
  if (error.name === 'MaxRetriesPerRequestError') return true;
  return isStoreAway(cause, depth + 1) || (Array.isArray(errors) && isStoreAway(errors[0], depth + 1));
}

/**
 * Any error as one that a caller may see. What was not meant for callers becomes INTERNAL without its text;
 * `cause` keeps the original for the log.
 */
export function toBarkeepError(error: unknown): BarkeepError {
  if (error instanceof BarkeepError) return error;
  const known = CODE_OF_FASTIFY[String((error as Coded | null)?.code)];
  if (known) return new BarkeepError(known[0], known[1], { cause: error });
  if (error instanceof HttpException) return fromHttpException(error);
  if (isStoreAway(error)) {
    return new BarkeepError('STORE_UNAVAILABLE', 'A store does not answer at the moment; try again.', {
      cause: error,
    });
  }
  const status = Number((error as Coded | null)?.statusCode);
  if (status >= 400 && status < 500) {
    return new BarkeepError(CODE_OF_STATUS[status] ?? 'PARAMETER_INVALID', 'The request can’t be read.', {
      cause: error,
    });
  }
  return new BarkeepError(
    'INTERNAL',
    'Something went wrong on our side; the request id leads to the reason.',
    {
      cause: error,
    },
  );
}

function fromHttpException(error: HttpException): BarkeepError {
  const status = error.getStatus();
  if (status >= 500 && status !== 503)
    return new BarkeepError('INTERNAL', 'Something went wrong on our side.', { cause: error });
  // The address that was not found is told without its query, in which keys may stand.
  const [message] = error.message.split('?', 1);
  return new BarkeepError(CODE_OF_STATUS[status] ?? 'PARAMETER_INVALID', message, { cause: error });
}
