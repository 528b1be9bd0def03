import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { METRIC_TABLE } from '#observability';
import { DOCKER } from './manifests.js';

/** A histogram has three series; Node.js' own metrics come from the library. */
const known = METRIC_TABLE.flatMap(({ name, kind }) =>
  kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
);

describe('what watches Barkeep', () => {
  it.each([
    'monitoring/alerts.yaml',
    'monitoring/dashboards/barkeep.json',
    'kubernetes/components/autoscaling/workers.yaml',
  ])('%s asks only for metrics that Barkeep tells', (file) => {
    const asked = readFileSync(join(DOCKER, file), 'utf8').match(/barkeep_\w+/g) ?? [];
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((name) => !known.includes(name))).toEqual([]);
  });
});
