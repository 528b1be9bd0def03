import { ERROR_CODES, type ErrorKind } from '#domain';
import { generatedFrom, markdownTable } from './markdown.js';

const MEANING: Readonly<Record<ErrorKind, string>> = {
  malformed: 'the request can’t be read',
  invalid: 'readable, but its content is wrong; every fault is listed',
  unauthenticated: 'no key came, or one that is not valid',
  forbidden: 'the role of the key is too small, or a login lacks its `X-CSRF-Token`',
  not_found: 'there is no such thing',
  conflict: 'a right request in the wrong state',
  too_large: 'too large',
  unsupported_media: 'a content type that is not read',
  not_acceptable: 'no format that is asked for can be given',
  rate_limited: 'too often; wait as long as `Retry-After` says',
  unavailable: 'a store is away; try again',
  permanent: 'a task ended so; trying it again won’t help',
  cancelled: 'a task ended so because somebody asked for it',
  timeout: 'a task ended so because it took too long',
  internal: 'our fault; the request id finds it in the log',
};

/** docs/errors.md. */
export function renderErrorsPage(): string {
  const rows = Object.entries(ERROR_CODES).map(([code, { kind, title }]) => [`\`${code}\``, kind, title]);
  return `# Error codes

${generatedFrom('libs/domain/src/errors.ts')}

Every answer of the API that is an error is \`application/problem+json\` with one of these in \`code\`, and a task that did
not complete carries one in its \`error\`. The kind decides the HTTP status and whether a job is tried again.

${markdownTable(['code', 'kind', 'title'], rows)}

${markdownTable(
  ['kind', 'meaning'],
  Object.entries(MEANING).map(([kind, meaning]) => [kind, meaning]),
)}
`;
}
