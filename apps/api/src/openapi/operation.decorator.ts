import { applyDecorators, type Type } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { ERROR_CODES, type ErrorCode } from '#domain';
import { exampleProblem, STATUS_OF_KIND } from '../problems/problem.js';
import { ProblemDto } from './problem.dto.js';

export interface OperationOptions {
  /** Unique; the name of the method in a generated client. */
  id: string;
  summary: string;
  description?: string;
  /** The codes that this operation answers with beside those of every operation. */
  errors?: readonly ErrorCode[];
  /** The operation answers while a store is away, and says so itself. */
  outlivesStores?: boolean;
  /** Old clients use it; there is another one for new ones. */
  deprecated?: boolean;
}

/** Any operation may meet these. */
const COMMON_ERRORS: readonly ErrorCode[] = ['INTERNAL', 'STORE_UNAVAILABLE'];

function byStatus(codes: readonly ErrorCode[]): Map<number, ErrorCode[]> {
  const groups = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const status = STATUS_OF_KIND[ERROR_CODES[code].kind];
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' as const } },
};

/** Id, summary and the typed errors of an operation for the API description. */
export function Operation(options: OperationOptions): MethodDecorator {
  const { id, summary, description, errors = [], outlivesStores = false, deprecated } = options;
  const common = COMMON_ERRORS.filter((code) => !(outlivesStores && code === 'STORE_UNAVAILABLE'));
  const responses = [...byStatus([...errors, ...common])].map(([status, codes]) =>
    ApiResponse({
      status,
      description: codes.map((code) => `\`${code}\`: ${ERROR_CODES[code].title}`).join('; '),
      type: ProblemDto,
      ...(status === 503 ? { headers: RETRY_AFTER } : {}),
      examples: Object.fromEntries(
        codes.map((code) => [code, { summary: code, value: exampleProblem(code) }]),
      ),
    }),
  );
  return applyDecorators(ApiOperation({ operationId: id, summary, description, deprecated }), ...responses);
}

/** A successful JSON answer with its shape. */
export function Answers(status: number, type: Type<unknown>, description: string): MethodDecorator {
  return applyDecorators(ApiResponse({ status, type, description }));
}
