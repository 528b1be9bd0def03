import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';

/** examples/clients/typescript/barkeep-api.d.ts, from docs/openapi.json, which is written before it. */
export async function renderApiTypes(): Promise<string> {
  const document = await readFile(resolve(import.meta.dirname, '../../docs/openapi.json'), 'utf8');
  const types = astToString(await openapiTypescript(document));
  return `/* eslint-disable max-lines -- generated from docs/openapi.json by npm run generate */\n${types}`;
}
