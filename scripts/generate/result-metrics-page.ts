import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { METRIC_KEYS } from '#backtest-engine';
import { generatedFrom, markdownTable } from './markdown.js';

const FOLDER = 'libs/backtest-engine/src/metrics';
const DOC = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export const \w+: Metric/;
const UNDEFINED_WHEN = /undefinedWhen: '([^']+)'/;

/** docs/result-metrics.md: what each metric's file says of it. */
export async function renderResultMetricsPage(): Promise<string> {
  const rows = await Promise.all(METRIC_KEYS.map(toRow));
  return `# Metrics of a result

${generatedFrom(FOLDER)}

The figures of a result, in its order. E is the equity per bar, C the close, q the returns per period, A the periods a year,
D the drawdown, r the return and p the profit of a closed trade, W the warm-up index. A figure that is not defined is null, and
\`warnings\` say why.

${markdownTable(['key', 'definition', 'null when'], rows)}
`;
}

async function toRow(key: string): Promise<string[]> {
  const file = `${FOLDER}/${key.replaceAll('_', '-')}.ts`;
  const source = await readFile(resolve(import.meta.dirname, '../..', file), 'utf8');
  const doc = DOC.exec(source)?.[1];
  if (doc === undefined) throw new Error(`${file} says nothing of its metric`);
  const words = doc
    .replaceAll(/^\s*\*/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return [`\`${key}\``, words, UNDEFINED_WHEN.exec(source)?.[1] ?? ''];
}
