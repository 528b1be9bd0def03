/** Says what is wrong with the description of the API, by the rules that its readers' tools go by. */
import { fileURLToPath } from 'node:url';
import { createConfig, lint } from '@redocly/openapi-core';

const config = await createConfig({
  extends: ['recommended'],
  rules: {
    // Many operations take nothing that a client could get wrong.
    'operation-4xx-response': 'off',
    // No access rule is stated as long as there is none.
    'security-defined': 'off',
    'operation-operationId': 'error',
    'operation-operationId-unique': 'error',
    'no-invalid-media-type-examples': 'error',
    'no-invalid-schema-examples': 'error',
    'no-unused-components': 'error',
  },
});
const ref = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));
const problems = await lint({ ref, config });
for (const { ruleId, message, location } of problems)
  console.log(`${location[0]?.pointer ?? ''} ${message} (${ruleId})`);
process.exitCode = problems.length > 0 ? 1 : 0;
