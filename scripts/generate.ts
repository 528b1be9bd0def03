/** Writes every file that is generated from a table of the source, or with `--check` says which of them is stale. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { format, getFileInfo, resolveConfig } from 'prettier';
import { renderApiTypes } from './generate/api-types.js';
import { renderConfigurationPage } from './generate/configuration-page.js';
import { renderEnvExample } from './generate/env-example.js';
import { renderErrorsPage } from './generate/errors-page.js';
import { renderJobsPage } from './generate/jobs-page.js';
import { renderLicencesPage } from './generate/licences-page.js';
import { renderMetricsPage } from './generate/metrics-page.js';
import { renderOpenApiDocument } from './generate/openapi-document.js';
import { renderResultMetricsPage } from './generate/result-metrics-page.js';
import { renderProvidersPage } from './generate/providers-page.js';

/** Path from the project's folder → its text. One more generated file is one more row. */
const GENERATED: Readonly<Record<string, () => string | Promise<string>>> = {
  'docs/jobs.md': renderJobsPage,
  'docs/errors.md': renderErrorsPage,
  'docs/metrics.md': renderMetricsPage,
  'docs/result-metrics.md': renderResultMetricsPage,
  'docs/openapi.json': renderOpenApiDocument,
  'examples/clients/typescript/barkeep-api.d.ts': renderApiTypes,
  'docs/configuration.md': renderConfigurationPage,
  'docs/providers.md': renderProvidersPage,
  'docs/licences.md': renderLicencesPage,
  '.env.example': renderEnvExample,
};

const project = resolve(import.meta.dirname, '..');
const checkOnly = process.argv.includes('--check');
const stale: string[] = [];

for (const [path, render] of Object.entries(GENERATED)) {
  const file = resolve(project, path);
  const wanted = await formatted(path, await render());
  const present = await readFile(file, 'utf8').catch(() => undefined);
  if (present === wanted) continue;
  stale.push(path);
  if (!checkOnly) await writeFile(file, wanted);
}

/** As prettier would leave it, where it knows the kind of file. */
async function formatted(path: string, text: string): Promise<string> {
  const { inferredParser } = await getFileInfo(path);
  if (!inferredParser) return text;
  return format(text, { ...(await resolveConfig(resolve(project, path))), parser: inferredParser });
}

if (checkOnly && stale.length > 0) {
  console.error(`stale: ${stale.join(', ')} (run: npm run generate)`);
  process.exitCode = 1;
} else if (stale.length > 0) {
  console.log(`written: ${stale.join(', ')}`);
}
