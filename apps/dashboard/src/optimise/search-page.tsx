import { Alert, Badge, Button, Card, Group, Progress, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlayerStop } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { RoleButton } from '../access/role-button.js';
import { api } from '../api/client.js';
import { useTask } from '../api/use-task.js';
import { ErrorState } from '../display/error-state.js';
import { formatCount, formatDuration, formatRatio } from '../display/format-number.js';
import { LoadingState } from '../display/loading-state.js';
import { PageHead } from '../display/page-head.js';
import { formatParams } from './format-params.js';

const loadResult = () => import('./search-result.js');
const SearchResult = lazy(() => loadResult().then((module) => ({ default: module.SearchResult })));
const STATUS = '/api/v1/optimise/status/{task_id}';

/** A search while it goes on, and what it found. */
export function SearchPage(): ReactNode {
  const { taskId } = useParams({ from: '/optimise/$taskId' });
  const path = { params: { path: { task_id: taskId } } };
  const status = api.useQuery('get', STATUS, path);
  const isOver = status.data?.finished_at !== null && status.data?.finished_at !== undefined;
  const result = api.useQuery('get', '/api/v1/optimise/result/{task_id}', path, {
    enabled: isOver,
    staleTime: Infinity,
    retry: false,
  });
  if (status.error && !status.data)
    return (
      <>
        <PageHead title="Search" />
        <ErrorState error={status.error} retry={() => void status.refetch()}>
          <SearchesButton />
        </ErrorState>
      </>
    );
  if (!status.data) return <LoadingState height={480} />;
  if (!isOver) return <LiveSearch taskId={taskId} />;
  if (result.data)
    return (
      <Suspense fallback={<LoadingState height={480} />}>
        <SearchResult result={result.data} />
      </Suspense>
    );
  if (!result.error) return <LoadingState height={480} />;
  return (
    <>
      <PageHead title="Search" />
      <Alert
        color={status.data.status === 'cancelled' ? 'gray' : 'red'}
        icon={<IconAlertTriangle />}
        title={`The search has no result: ${status.data.status}`}
      >
        <Stack align="flex-start" gap="xs">
          {status.data.error?.message ?? 'It was stopped before it had tried anything.'}
          <SearchesButton />
        </Stack>
      </Alert>
    </>
  );
}

function SearchesButton(): ReactNode {
  return (
    <Button size="xs" variant="default" component={Link} to="/optimise">
      To the searches
    </Button>
  );
}

function LiveSearch({ taskId }: { taskId: string }): ReactNode {
  const { status, ending } = useTask(taskId);
  const queries = useQueryClient();
  // Asked for ahead: the search may end while Barkeep is being started again.
  useEffect(() => void loadResult(), []);
  const cancel = api.useMutation('post', '/api/v1/optimise/cancel/{task_id}');
  useEffect(() => {
    if (ending) void queries.invalidateQueries({ queryKey: ['get', STATUS] });
  }, [ending, queries]);
  const isCancelling = status.cancel_requested === true || cancel.isSuccess;
  return (
    <>
      <PageHead title="Search" what="It goes on when you leave the page." />
      <Card withBorder padding="md">
        <Group justify="space-between" mb="xs">
          <Group gap="xs">
            <Badge tt="none" variant="filled" color={status.status === 'running' ? 'indigo.7' : 'gray.7'}>
              {isCancelling ? 'stopping' : (status.status ?? 'pending')}
            </Badge>
            <Text size="sm" role="status">
              {status.message ?? 'Waiting for a worker'}
            </Text>
          </Group>
          <RoleButton
            needs="trader"
            size="xs"
            variant="default"
            leftSection={<IconPlayerStop size={14} aria-hidden />}
            disabled={isCancelling}
            onClick={() => cancel.mutate({ params: { path: { task_id: taskId } } })}
          >
            Stop and keep what it has
          </RoleButton>
        </Group>
        <Progress
          value={status.progress ?? 0}
          size="lg"
          aria-label="Progress"
          animated={status.status === 'running'}
        />
        <Stack gap={2} mt="sm" mih={70} className="figures">
          <Text size="sm">
            <b>{formatCount(status.bars_done)}</b> of {formatCount(status.bars_total)} bars,{' '}
            {formatDuration(status.eta_seconds)} left
          </Text>
          <Text size="sm" c="dimmed">
            Best so far
          </Text>
          <Text size="lg" fw={650}>
            {status.best
              ? `${formatRatio(status.best.objective)} at ${formatParams(status.best.params)}`
              : '–'}
          </Text>
        </Stack>
      </Card>
    </>
  );
}
