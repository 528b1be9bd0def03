import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { RawAnswer } from '../../apps/api/src/testing/send-raw.js';
import type { ApiDocument, FuzzRequest, Schema } from './fuzz-requests.js';

/** Longer than any answer to one of these requests should be. */
const LONGEST = 8_000_000;

/** A longer head is refused before there is an operation. */
const LONGEST_HEAD = 10_000;

/** Says what is wrong with an answer, or nothing. */
export function createJudge(
  document: ApiDocument,
): (request: FuzzRequest, answer: RawAnswer) => string | undefined {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'api', components: document.components });
  const isProblem: ValidateFunction = ajv.compile({ $ref: 'api#/components/schemas/Problem' });
  const checks = new Map<Schema, ValidateFunction>();

  /** Checks what the description says of an answer in JSON. */
  function checkOf(schema: Schema): ValidateFunction {
    const known = checks.get(schema);
    if (known) return known;
    const inside = JSON.stringify(schema).replaceAll('"#/', '"api#/');
    const check = ajv.compile(JSON.parse(inside) as Schema);
    checks.set(schema, check);
    return check;
  }

  return ({ operation, path }, { status, headers, text }) => {
    const stated = Object.keys(operation.responses);
    if (status >= 500) return `it failed with ${status}`;
    if (status === 431 && path.length > LONGEST_HEAD) return undefined;
    if (!stated.includes(String(status))) return `status ${status} is not among ${stated.join(' ')}`;
    if (text.length > LONGEST) return `the answer has ${text.length} characters`;
    const isJson = headers['content-type']?.startsWith('application/json') && text !== '';
    const schema = isJson && operation.responses[status].content?.['application/json']?.schema;
    if (schema) {
      const check = checkOf(schema);
      return check(JSON.parse(text)) ? undefined : `the answer is another: ${ajv.errorsText(check.errors)}`;
    }
    if (status < 400) return undefined;
    if (!headers['content-type']?.startsWith('application/problem+json'))
      return 'the error is no problem document';
    const problem = JSON.parse(text) as { status: number; request_id: string };
    if (!isProblem(problem)) return `the problem document is wrong: ${ajv.errorsText(isProblem.errors)}`;
    if (problem.status !== status) return 'the problem document has another status';
    return problem.request_id === headers['x-request-id'] ? undefined : 'the answer has two ids';
  };
}
