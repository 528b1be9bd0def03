import { Counter, Gauge, Histogram, register } from 'prom-client';
import { METRIC_TABLE, type LabelsOf, type MetricDefinition, type MetricOf } from './metric-table.js';

/** A store that is away must not keep Prometheus waiting for what the process knows by itself. */
const PATIENCE_MS = 2_000;

const collectors = new Map<string, () => Promise<void> | void>();

/** Adds to a figure that only grows. */
export function countUp<Name extends MetricOf<'counter'>>(name: Name, labels: LabelsOf<Name>, by = 1): void {
  (metric(name) as Counter).inc(labels, by);
}

/** Notes one more value of a distribution. */
export function observe<Name extends MetricOf<'histogram'>>(
  name: Name,
  labels: LabelsOf<Name>,
  value: number,
): void {
  (metric(name) as Histogram).observe(labels, value);
}

/** States how a figure stands now. */
export function setGauge<Name extends MetricOf<'gauge'>>(
  name: Name,
  labels: LabelsOf<Name>,
  value: number,
): void {
  (metric(name) as Gauge).set(labels, value);
}

/** Forgets what was stated before: of what is there no more nothing is told. */
export function clearGauge(name: MetricOf<'gauge'>): void {
  (metric(name) as Gauge).reset();
}

/** Called before figures are read, to bring those up to date that nobody states in passing. Once for each name. */
export function beforeScrape(name: string, collect: () => Promise<void> | void): void {
  collectors.set(name, collect);
}

/** All figures as Prometheus reads them. Where a collector fails or takes too long its figures are left out. */
export async function readMetrics(): Promise<string> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
  const collected = Promise.allSettled([...collectors.values()].map(async (collect) => collect()));
  await Promise.race([collected, late]);
  return register.metrics();
}

/** Made when first told, so that a process shows the figures that it has. */
function metric(name: string): Counter | Gauge | Histogram {
  const known = register.getSingleMetric(name);
  if (known) return known as Counter | Gauge | Histogram;
  const row: MetricDefinition | undefined = METRIC_TABLE.find((other) => other.name === name);
  if (!row) throw new Error(`no metric named ${name}`);
  const { help, labels: labelNames } = row;
  switch (row.kind) {
    case 'counter':
      return new Counter({ name, help, labelNames });
    case 'gauge':
      return new Gauge({ name, help, labelNames });
    case 'histogram':
      return new Histogram({ name, help, labelNames, buckets: [...(row.buckets ?? [])] });
  }
}
