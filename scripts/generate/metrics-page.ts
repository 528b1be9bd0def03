import { METRIC_TABLE } from '#observability';
import { generatedFrom, markdownTable } from './markdown.js';

/** docs/metrics.md: the figures of processes, from their table. */
export function renderMetricsPage(): string {
  const rows = METRIC_TABLE.map(({ name, kind, process, labels, help }) => [
    ...[`\`${name}\``, kind, process, labels.map((label) => `\`${label}\``).join(' '), help],
  ]);
  return `# Metrics

${generatedFrom('libs/observability/src/metrics/metric-table.ts')}

Every process answers \`GET /metrics\` in the form that Prometheus reads, with those of Node.js beside: memory, CPU, event-loop
delay, garbage collection. The figures of a backtest's result are in [result-metrics.md](result-metrics.md).

${markdownTable(['name', 'kind', 'told by', 'labels', 'what it is'], rows)}
`;
}
