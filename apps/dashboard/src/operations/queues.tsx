import 'mantine-datatable/styles.css';
import { Anchor, Badge, Button, Card, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { DataTable } from 'mantine-datatable';
import type { ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import type { MonitorFigures } from '../api/use-monitor.js';
import { useRefreshWithQueues } from '../api/use-refresh-with-queues.js';
import { ConfirmButton } from '../display/confirm-button.js';
import { ErrorState } from '../display/error-state.js';
import { formatCount, formatDuration } from '../display/format-number.js';
import { LoadingState } from '../display/loading-state.js';

type Queue = Schemas['Queue'];

const PATH = '/api/v1/admin/queues';
const PATHS = [PATH];

/** What lies in each queue, how long, and how fast it goes. */
export function Queues({ figures }: { figures: MonitorFigures | undefined }): ReactNode {
  const { data, error, refetch } = api.useQuery('get', PATH, {});
  useRefreshWithQueues(figures, PATHS);
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  const count = (accessor: 'waiting' | 'active' | 'delayed' | 'failed', title: string) => ({
    accessor,
    title,
    textAlign: 'right' as const,
    render: (queue: Queue) => formatCount(queue[accessor]),
  });
  const queues = data.queues.map((queue): Queue => ({ ...queue, ...figures?.queues?.[queue.name] }));
  return (
    <Card withBorder padding="sm">
      <DataTable<Queue>
        idAccessor="name"
        records={queues}
        fz="sm"
        horizontalSpacing="xs"
        minHeight={160}
        noRecordsText="There is no queue"
        columns={[
          { accessor: 'name', title: 'Queue', render: Name, width: 190 },
          count('waiting', 'Wait'),
          {
            accessor: 'oldest_wait_ms',
            title: 'Oldest',
            textAlign: 'right',
            noWrap: true,
            render: ({ oldest_wait_ms: wait }) => formatDuration(wait === null ? null : wait / 1_000),
          },
          count('active', 'Run'),
          count('delayed', 'Later'),
          count('failed', 'Failed'),
          {
            accessor: 'finished_last_hour',
            title: 'Per hour',
            textAlign: 'right',
            render: ({ finished_last_hour: ended }) => formatCount(ended),
          },
          {
            accessor: 'eta_seconds',
            title: 'Empty in',
            textAlign: 'right',
            noWrap: true,
            render: emptyIn,
          },
          {
            accessor: 'workers',
            title: 'Workers',
            textAlign: 'right',
            render: ({ workers }) => (
              <Text span size="sm" className={workers === 0 ? 'caution' : undefined}>
                {workers === 0 ? 'none' : formatCount(workers)}
              </Text>
            ),
          },
          {
            accessor: 'paused',
            title: '',
            textAlign: 'right',
            render: (queue) => <Steering queue={queue} />,
          },
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">
        The jobs themselves, as the queue library sees them, are at{' '}
        <Anchor href="/admin/queues" target="_blank" inherit underline="always">
          Bull Board
        </Anchor>
        .
      </Text>
    </Card>
  );
}

function emptyIn({ eta_seconds: eta, paused, workers }: Queue): string {
  if (eta === 0) return 'now';
  return paused || workers === 0 ? 'never' : formatDuration(eta);
}

function Name({ name, summary, paused }: Queue): ReactNode {
  return (
    <>
      <Group gap="xs">
        <Text fw={600} size="sm">
          {name}
        </Text>
        {paused && (
          <Badge size="sm" variant="filled" color="orange.9" tt="none">
            paused
          </Badge>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {summary}
      </Text>
    </>
  );
}

function Steering({ queue: { name, paused, waiting, failed, completed } }: { queue: Queue }): ReactNode {
  const queries = useQueryClient();
  const refresh = { onSuccess: () => void queries.invalidateQueries({ queryKey: ['get', PATH] }) };
  const pause = api.useMutation('post', '/api/v1/admin/queues/{name}/pause', {
    ...refresh,
    meta: { done: () => `${name} is paused: no worker takes a task of it.` },
  });
  const resume = api.useMutation('post', '/api/v1/admin/queues/{name}/resume', {
    ...refresh,
    meta: { done: () => `${name} goes on.` },
  });
  const drain = api.useMutation('post', '/api/v1/admin/queues/{name}/drain', {
    ...refresh,
    meta: {
      done: ({ cancelled }: Schemas['DrainedQueue']) =>
        `Tasks of ${name} cancelled: ${formatCount(cancelled)}`,
    },
  });
  const retry = api.useMutation('post', '/api/v1/admin/queues/{name}/retry-failed', {
    ...refresh,
    meta: {
      done: ({ count }: Schemas['RetriedQueue']) => `Tasks of ${name} that run again: ${formatCount(count)}`,
    },
  });
  const clean = api.useMutation('post', '/api/v1/admin/queues/{name}/clean', {
    ...refresh,
    meta: {
      done: ({ removed }: Schemas['CleanedQueue']) =>
        `Jobs of ${name} taken out of Redis: ${formatCount(removed)}`,
    },
  });
  const path = { params: { path: { name } } };
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      <Button
        size="xs"
        variant="default"
        aria-label={`${paused ? 'Resume' : 'Pause'} ${name}`}
        loading={pause.isPending || resume.isPending}
        onClick={() => (paused ? resume : pause).mutate(path)}
      >
        {paused ? 'Resume' : 'Pause'}
      </Button>
      <ConfirmButton
        label="Retry"
        aria-label={`Retry what failed in ${name}`}
        question={`Retry what failed in ${name}?`}
        disabled={failed === 0}
        loading={retry.isPending}
        onConfirm={() => retry.mutate(path)}
      >
        What failed in it in the last day, and was not repeated yet, runs again as new tasks.
      </ConfirmButton>
      <ConfirmButton
        label="Clean"
        aria-label={`Clean ${name}`}
        question={`Clean ${name}?`}
        disabled={failed + completed === 0}
        loading={clean.isPending}
        onConfirm={() => clean.mutate(path)}
      >
        The jobs that have ended are taken out of Redis. The history of their tasks stays.
      </ConfirmButton>
      <ConfirmButton
        label="Empty"
        aria-label={`Empty ${name}`}
        question={`Empty ${name}?`}
        disabled={waiting === 0}
        loading={drain.isPending}
        onConfirm={() => drain.mutate(path)}
      >
        Everything that waits in it is cancelled. What runs goes on.
      </ConfirmButton>
    </Group>
  );
}
