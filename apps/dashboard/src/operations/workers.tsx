import { Anchor, Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconServerOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import type { MonitorFigures } from '../api/use-monitor.js';
import { ConfirmButton } from '../display/confirm-button.js';
import { ErrorState } from '../display/error-state.js';
import { Facts } from '../display/facts.js';
import { formatCount, NO_FIGURE } from '../display/format-number.js';
import { Instant } from '../display/instant.js';
import { LoadingState } from '../display/loading-state.js';
import { NothingHere } from '../display/nothing-here.js';

type Worker = Schemas['Worker'];

const COLOURS: Readonly<Record<Worker['state'], string>> = {
  busy: 'indigo.7',
  idle: 'gray.7',
  paused: 'orange.9',
};
const withUnit = (value: number | null, unit: string): string =>
  value === null ? NO_FIGURE : `${formatCount(value)} ${unit}`;

/** The workers that were heard lately, with figures of every two seconds. */
export function Workers({ figures }: { figures: MonitorFigures | undefined }): ReactNode {
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
        <WorkerCard key={worker.name} worker={worker} />
      ))}
    </SimpleGrid>
  );
}

function WorkerCard({ worker }: { worker: Worker }): ReactNode {
  const { name, state, active } = worker;
  const path = { params: { path: { name } } };
  const pause = api.useMutation('post', '/api/v1/admin/workers/{name}/pause');
  const resume = api.useMutation('post', '/api/v1/admin/workers/{name}/resume');
  const shutDown = api.useMutation('post', '/api/v1/admin/workers/{name}/shutdown');
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
        </Group>
        <Group gap={4}>
          <Button
            size="xs"
            variant="default"
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
          ['Memory', withUnit(worker.memory_mb, 'MB')],
          ['Processor', withUnit(worker.cpu_percent, '%')],
          ['Event loop late by', withUnit(worker.event_loop_delay_ms, 'ms')],
          ['At once, at most', withUnit(worker.concurrency, 'tasks')],
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
