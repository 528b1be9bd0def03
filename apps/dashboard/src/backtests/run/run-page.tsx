import { Alert, Button, Group, Spoiler, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconPencil } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { useTask } from '../../api/use-task.js';
import { ErrorState } from '../../display/error-state.js';
import { PageHead } from '../../display/page-head.js';
import { shortenSymbols } from '../../display/shorten-symbols.js';
import { Tag } from '../../display/tag.js';
import { LiveRun } from './live-run.js';
import { RunActions } from './run-actions.js';
import { RunSkeleton } from './run-skeleton.js';

const loadResult = () => import('../result/result-view.js');
const ResultView = lazy(() => loadResult().then((module) => ({ default: module.ResultView })));

/** One run, from its first bar to what it came to. Its address can be shared. */
export function RunPage(): ReactNode {
  const { taskId } = useParams({ from: '/backtests/$taskId' });
  const params = { params: { path: { task_id: taskId } } };
  const run = api.useQuery('get', '/api/v1/backtest/runs/{task_id}', params);
  if (run.error && !run.data)
    return (
      <>
        <PageHead title="Backtest" />
        <ErrorState error={run.error} retry={() => void run.refetch()}>
          <Button size="xs" variant="default" component={Link} to="/backtests">
            All backtests
          </Button>
        </ErrorState>
      </>
    );
  if (!run.data)
    return (
      <>
        <PageHead title="Backtest" what="…" />
        <RunSkeleton />
      </>
    );
  const { name, strategy_name: strategy, symbols, timeframe, start_date: start, end_date: end } = run.data;
  const range = [start?.slice(0, 10), end?.slice(0, 10)].map((day) => day ?? '…').join(' to ');
  return (
    <>
      <PageHead
        title={name ?? strategy}
        what={`${name ? `${strategy} · ` : ''}${shortenSymbols(symbols)} · ${timeframe} · ${start || end ? range : 'all that is stored'}`}
      >
        <RunActions run={run.data} />
      </PageHead>
      <Remarks run={run.data} />
      <RunBody run={run.data} />
    </>
  );
}

/** What somebody wrote on the run. */
function Remarks({ run: { tags, notes } }: { run: Schemas['Run'] }): ReactNode {
  if (tags.length === 0 && !notes) return null;
  return (
    <Stack gap={4} mb="sm" align="flex-start">
      {tags.length > 0 && (
        <Group gap={4}>
          {tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </Group>
      )}
      {notes && (
        <Spoiler maxHeight={61} showLabel="More" hideLabel="Less" w="100%">
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {notes}
          </Text>
        </Spoiler>
      )}
    </Stack>
  );
}

function RunBody({ run }: { run: Schemas['Run'] }): ReactNode {
  if (run.status === 'pending' || run.status === 'running') return <Watched run={run} />;
  if (run.metrics) return <Finished taskId={run.task_id} />;
  return (
    <Alert
      color={run.status === 'cancelled' ? 'gray' : 'red'}
      icon={<IconAlertTriangle />}
      title={
        run.status === 'cancelled'
          ? 'Cancelled before it had a result'
          : `The run ${run.status === 'timeout' ? 'took too long' : 'failed'}`
      }
    >
      <Stack align="flex-start" gap="xs">
        {run.error && `${run.error.message} (${run.error.code})`}
        <Button
          size="xs"
          variant="default"
          component={Link}
          to="/"
          search={{ from: run.task_id } as never}
          leftSection={<IconPencil size={14} aria-hidden />}
        >
          Open it in the editor
        </Button>
      </Stack>
    </Alert>
  );
}

/** Live until the end is told; then the page reads the result. */
function Watched({ run }: { run: Schemas['Run'] }): ReactNode {
  const task = useTask(run.task_id);
  const queries = useQueryClient();
  const { ending } = task;
  // Asked for ahead: the run may end while Barkeep is being started again.
  useEffect(() => void loadResult(), []);
  useEffect(() => {
    if (ending) void queries.invalidateQueries({ queryKey: ['get', '/api/v1/backtest/runs/{task_id}'] });
  }, [ending, queries]);
  return <LiveRun run={run} task={task} />;
}

function Finished({ taskId }: { taskId: string }): ReactNode {
  const result = api.useQuery(
    'get',
    '/api/v1/backtest/result/{task_id}',
    { params: { path: { task_id: taskId } } },
    { staleTime: Infinity },
  );
  if (result.error) return <ErrorState error={result.error} retry={() => void result.refetch()} />;
  if (!result.data) return <RunSkeleton />;
  return (
    <Suspense fallback={<RunSkeleton />}>
      <ResultView result={result.data} />
    </Suspense>
  );
}
