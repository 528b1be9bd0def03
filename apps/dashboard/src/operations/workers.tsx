import { Anchor, Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconServerOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import type { MonitorFigures } from '../api/use-monitor.js';
import { Sparkline } from '../charts/sparkline.js';
import { ConfirmButton } from '../display/confirm-button.js';
import { ErrorState } from '../display/error-state.js';
import { Facts } from '../display/facts.js';
import { formatCount, formatDuration, NO_FIGURE } from '../display/format-number.js';
import { Instant } from '../display/instant.js';
import { LoadingState } from '../display/loading-state.js';
import { NothingHere } from '../display/nothing-here.js';
import { ConcurrencyField } from './concurrency-field.js';
import type { FigureHistory, WorkerFigure } from './use-figure-history.js';

type Worker = Schemas['Worker'];

const COLOURS: Readonly<Record<Worker['state'], string>> = {
  busy: 'indigo.7',
  idle: 'gray.7',
  paused: 'orange.9',
};
/** A worker says how it is every few seconds; one that does not is hung, or gone. */
const SILENT_MS = 10_000;
const FIGURES: readonly (readonly [name: string, figure: WorkerFigure, unit: string])[] = [
  ['Memory', 'memory_mb', 'MB'],
  ['Processor', 'cpu_percent', '%'],
  ['Event loop late by', 'event_loop_delay_ms', 'ms'],
];

interface WorkersProps {
  figures: MonitorFigures | undefined;
  history: FigureHistory;
}

/** The workers that were heard lately, with figures of every two seconds. */
export function Workers({ figures, history }: WorkersProps): ReactNode {
  const asked = api.useQuery('get', '/api/v1/admin/workers', {});
  const workers = figures?.workers ?? asked.data?.workers;
  if (!workers && asked.error) return <ErrorState error={asked.error} retry={() => void asked.refetch()} />;
  if (!workers) return <LoadingState />;
  if (workers.length === 0)
    return (
      <Card withBorder>
        <NothingHere icon={IconServerOff} title="No worker is heard">
          What is submitted waits. Start one with npm run start:worker, or everything with npm start.
        </NothingHere>
      </Card>
    );
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      {workers.map((worker) => (
        <WorkerCard key={worker.name} worker={worker} at={figures?.at} course={history.get(worker.name)} />
      ))}
    </SimpleGrid>
  );
}

interface WorkerCardProps {
  worker: Worker;
  /** When the figures were taken. */
  at: string | undefined;
  course: ReturnType<FigureHistory['get']>;
}

function WorkerCard({ worker, at, course }: WorkerCardProps): ReactNode {
  const { name, state, active } = worker;
  const path = { params: { path: { name } } };
  const pause = api.useMutation('post', '/api/v1/admin/workers/{name}/pause', {
    meta: { done: () => `${name} takes no further task. What it runs goes on.` },
  });
  const resume = api.useMutation('post', '/api/v1/admin/workers/{name}/resume', {
    meta: { done: () => `${name} takes tasks again.` },
  });
  const shutDown = api.useMutation('post', '/api/v1/admin/workers/{name}/shutdown', {
    meta: { done: () => `${name} ends; it leaves this page when it is gone.` },
  });
  const silentMs = at ? Date.parse(at) - Date.parse(worker.heartbeat_at) : 0;
  const isPaused = state === 'paused';
  return (
    <Card withBorder padding="md">
      <Group justify="space-between" mb="xs">
        <Group gap="xs">
          <Title order={2} size="h5">
            {name}
          </Title>
          <Badge size="sm" variant="filled" tt="none" color={COLOURS[state]}>
            {state}
          </Badge>
          {silentMs > SILENT_MS && (
            <Text span size="sm" className="caution">
              not heard for {formatDuration(silentMs / 1_000)}
            </Text>
          )}
        </Group>
        <Group gap={4}>
          <Button
            size="xs"
            variant="default"
            aria-label={`${isPaused ? 'Resume' : 'Pause'} ${name}`}
            loading={pause.isPending || resume.isPending}
            onClick={() => (isPaused ? resume : pause).mutate(path)}
          >
            {isPaused ? 'Resume' : 'Pause'}
          </Button>
          <ConfirmButton
            label="Shut down"
            question={`Shut down ${name}?`}
            disabled={shutDown.isSuccess}
            onConfirm={() => shutDown.mutate(path)}
          >
            It gives back what it runs, and another worker goes on with it. It does not come back by itself.
          </ConfirmButton>
        </Group>
      </Group>
      <Facts
        rows={[
          ['Runs', <Active key="active" tasks={active} />],
          [
            'Since its start',
            `${formatCount(worker.processed)} ended well, ${formatCount(worker.failed)} failed`,
          ],
          ...FIGURES.map(
            ([title, figure, unit]) =>
              [
                title,
                <Group key={figure} gap="xs" wrap="nowrap" className="figures">
                  <Text size="sm" w={70}>
                    {worker[figure] === null ? NO_FIGURE : `${formatCount(worker[figure])} ${unit}`}
                  </Text>
                  <Sparkline label={`${title}, the last two minutes`} values={course?.[figure] ?? []} />
                </Group>,
              ] as const,
          ),
          ['At once, at most', <ConcurrencyField key="concurrency" worker={worker} />],
          ['Queues', worker.queues.join(', ')],
          [
            'Host',
            `${worker.hostname ?? NO_FIGURE}, process ${worker.pid ?? NO_FIGURE}, ${worker.version ?? ''}`,
          ],
          ['Started', <Instant key="started" at={worker.started_at} />],
        ]}
      />
    </Card>
  );
}

function Active({ tasks }: { tasks: Worker['active'] }): ReactNode {
  if (tasks.length === 0) return 'nothing';
  return (
    <Stack gap={2}>
      {tasks.map(({ task_id: taskId, job, started_at: at }) => (
        <Text key={taskId} size="sm" span>
          <Anchor
            component={Link}
            to="/operations/tasks/$taskId"
            params={{ taskId } as never}
            inherit
            underline="always"
          >
            {job}
          </Anchor>{' '}
          since <Instant at={at} />
        </Text>
      ))}
    </Stack>
  );
}
