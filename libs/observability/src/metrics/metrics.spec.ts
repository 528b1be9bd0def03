import { METRIC_TABLE, type MetricDefinition } from './metric-table.js';
import { beforeScrape, clearGauge, countUp, observe, readMetrics, setGauge } from './metrics.js';

const rows: readonly MetricDefinition[] = METRIC_TABLE;

describe('the table of metrics', () => {
  it.each(rows.map((row) => [row.name, row] as const))('%s is named as Prometheus advises', (name, row) => {
    expect(name).toMatch(/^barkeep_[a-z_]+$/);
    expect(name.endsWith('_total')).toBe(row.kind === 'counter');
    expect(row.buckets !== undefined).toBe(row.kind === 'histogram');
    expect(row.help).not.toMatch(/\.$/);
  });
});

describe('the figures of a process', () => {
  it('are told with their labels once there are any', async () => {
    expect(await readMetrics()).not.toContain('barkeep_task_retries_total');
    countUp('barkeep_task_retries_total', { job: 'news', queue: 'periodic' });
    countUp('barkeep_task_retries_total', { job: 'news', queue: 'periodic' }, 2);
    observe('barkeep_task_wait_seconds', { job: 'news', queue: 'periodic' }, 0.2);
    setGauge('barkeep_workers', { state: 'idle' }, 3);
    const text = await readMetrics();
    expect(text).toContain('barkeep_task_retries_total{job="news",queue="periodic"} 3');
    expect(text).toContain('barkeep_task_wait_seconds_bucket{le="0.5",job="news",queue="periodic"} 1');
    expect(text).toContain('barkeep_workers{state="idle"} 3');
    clearGauge('barkeep_workers');
    expect(await readMetrics()).not.toContain('barkeep_workers{');
  });

  it('are brought up to date before they are read, and told without those that fail', async () => {
    beforeScrape('fine', () => setGauge('barkeep_listeners', {}, 7));
    beforeScrape('broken', () => Promise.reject(new Error('the store is away')));
    expect(await readMetrics()).toContain('barkeep_listeners 7');
  });
});
