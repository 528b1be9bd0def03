import type { OpenAPIObject } from '@nestjs/swagger';

type Responses = Record<string, unknown>;

interface Problems {
  content?: { 'application/problem+json'?: { examples?: Record<string, unknown> } };
}

/**
 * What several operations answer alike stands once under `components.responses`, named by its codes: written out at each
 * of them, the refusals are half of the document.
 */
export function shareResponses(document: OpenAPIObject): OpenAPIObject {
  const seen = new Map<string, number>();
  eachResponse(document, (text) => {
    seen.set(text, (seen.get(text) ?? 0) + 1);
  });
  const shared = new Map<string, string>();
  const responses: Record<string, unknown> = {};
  eachResponse(document, (text, name, all, status) => {
    if (name === undefined || seen.get(text) === 1) return;
    const known = shared.get(text) ?? unusedName(name, responses);
    shared.set(text, known);
    responses[known] ??= all[status];
    all[status] = { $ref: `#/components/responses/${known}` };
  });
  const sorted = Object.fromEntries(
    Object.entries(responses).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  return { ...document, components: { ...document.components, responses: sorted } } as OpenAPIObject;
}

/** With the text of each response of each operation, and a name for it where its examples are codes. */
function eachResponse(
  document: OpenAPIObject,
  visit: (text: string, name: string | undefined, all: Responses, status: string) => void,
): void {
  for (const path of Object.values(document.paths)) {
    for (const { responses = {} } of Object.values(path as Record<string, { responses?: Responses }>)) {
      for (const [status, response] of Object.entries(responses)) {
        const { examples } = (response as Problems).content?.['application/problem+json'] ?? {};
        const name = examples && Object.keys(examples).map(toPascalCase).join('Or');
        visit(JSON.stringify(response), name, responses, status);
      }
    }
  }
}

const toPascalCase = (code: string): string =>
  code
    .toLowerCase()
    .split('_')
    .map((word) => word[0].toUpperCase() + word.slice(1))
    .join('');

/** The same codes may be told in other words somewhere. */
function unusedName(name: string, taken: Record<string, unknown>): string {
  let found = name;
  for (let count = 2; found in taken; count += 1) found = `${name}${count}`;
  return found;
}
