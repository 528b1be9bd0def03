import { Card, Text, Title } from '@mantine/core';
import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { ErrorState } from '../display/error-state.js';
import { objectiveLabel } from './objectives.js';
import { parameterLineOption, toLines } from './parameter-line.js';
import type { Trial } from './trial.js';

const EChart = lazy(() => import('../charts/echart.js').then((module) => ({ default: module.EChart })));
const HEIGHT = 280;
/** A longer line would show no more. */
const MOST_TRIALS = 10_000;

/** What a search over a single parameter has in place of a heat map. */
export function OneParameter({
  result,
  name,
}: {
  result: Schemas['OptimisationResult'];
  name: string;
}): ReactNode {
  const { data, error } = api.useQuery(
    'get',
    '/api/v1/optimise/result/{task_id}/trials',
    { params: { path: { task_id: result.task_id }, query: { limit: MOST_TRIALS } } },
    { staleTime: Infinity },
  );
  const objective = objectiveLabel(result.objective);
  const option = useMemo(() => {
    const best = result.best?.params[name];
    const page = data as unknown as { items: Trial[] } | undefined;
    return parameterLineOption(toLines(page?.items ?? [], name), { name, objective, best });
  }, [data, name, objective, result.best]);
  if (error) return <ErrorState error={error} />;
  return (
    <Card withBorder padding="sm">
      <Title order={2} size="h6" mb="xs">
        {objective} by {name}
      </Title>
      <Suspense fallback={<div style={{ height: HEIGHT }} />}>
        <EChart label={`${objective} for each value of ${name}`} option={option} height={HEIGHT} />
      </Suspense>
      <Text size="xs" c="dimmed">
        Where the line is flat around the best, a slightly different market would not have mattered.
      </Text>
    </Card>
  );
}
