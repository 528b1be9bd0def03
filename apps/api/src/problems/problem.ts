import { ERROR_CODES, type ErrorCode, type ErrorKind, type Fault } from '#domain';
import type { BarkeepError } from '#domain';

/** An error document of RFC 9457, with our code, the request's id and every fault of the body. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: ErrorCode;
  request_id: string;
  errors?: readonly Fault[];
  [extra: string]: unknown;
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8';

/** The status of the answer for each kind of error. */
export const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  malformed: 400,
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  not_acceptable: 406,
  unsupported_media: 415,
  rate_limited: 429,
  unavailable: 503,
  permanent: 422,
  cancelled: 409,
  timeout: 504,
  internal: 500,
};

/** Seconds after which a caller may try again, for the statuses that invite to. */
export const RETRY_AFTER_SECONDS: Readonly<Record<number, number>> = { 429: 1, 503: 5 };

export interface ProblemOrigin {
  /** Path of the request, without its query. */
  instance: string;
  requestId: string;
}

export function toProblem(error: BarkeepError, origin: ProblemOrigin): Problem {
  const status = STATUS_OF_KIND[error.kind];
  return {
    // First: what an error adds may not replace a member that every problem has.
    ...error.extra,
    type: `/docs/errors#${error.code.toLowerCase()}`,
    title: error.title,
    status,
    detail: error.message,
    instance: origin.instance,
    code: error.code,
    request_id: origin.requestId,
    ...(error.faults.length > 0 ? { errors: error.faults } : {}),
  };
}

/** An example of the document that this code gives, for the API description. */
export function exampleProblem(code: ErrorCode): Problem {
  const { kind, title } = ERROR_CODES[code];
  const status = STATUS_OF_KIND[kind];
  return {
    type: `/docs/errors#${code.toLowerCase()}`,
    title,
    status,
    detail: `${title}.`,
    instance: '/api/v1/…',
    code,
    request_id: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001',
  };
}
