import 'mantine-datatable/styles.css';
import { Anchor, Card, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { keepPreviousData } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { DataTable } from 'mantine-datatable';
import { useMemo, useState, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import type { MonitorFigures } from '../api/use-monitor.js';
import { useRefreshWithQueues } from '../api/use-refresh-with-queues.js';
import { ErrorState } from '../display/error-state.js';
import { formatCount } from '../display/format-number.js';
import { Instant } from '../display/instant.js';
import { LoadingState } from '../display/loading-state.js';
import { NothingHere } from '../display/nothing-here.js';

type Group = Schemas['FailureGroup'];

const PATH = '/api/v1/admin/tasks/failures';
const PATHS = [PATH];
const HOUR_MS = 3_600_000;
const SPANS = [
  { value: '24', label: 'A day' },
  { value: '168', label: 'A week' },
  { value: '720', label: '30 days' },
];

/** What went wrong lately, like with like, the most frequent first. */
export function Failures({ figures }: { figures: MonitorFigures | undefined }): ReactNode {
  const [hours, setHours] = useState('168');
  const [openedAt] = useState(() => Date.now());
  const since = useMemo(() => new Date(openedAt - Number(hours) * HOUR_MS).toISOString(), [openedAt, hours]);
  const answer = api.useQuery(
    'get',
    PATH,
    { params: { query: { since } } },
    { placeholderData: keepPreviousData },
  );
  useRefreshWithQueues(figures, PATHS);
  if (answer.error && !answer.data)
    return <ErrorState error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return <LoadingState />;
  return (
    <Card withBorder padding="sm">
      <Group mb="sm">
        <SegmentedControl size="xs" aria-label="Of the last" data={SPANS} value={hours} onChange={setHours} />
      </Group>
      {answer.data.items.length === 0 ? (
        <NothingHere icon={IconShieldCheck} title="Nothing failed">
          Tasks that fail are gathered here by what went wrong.
        </NothingHere>
      ) : (
        <DataTable<Group>
          idAccessor={({ job, error_code: code, message }) => `${job} ${code} ${message}`}
          records={answer.data.items}
          fz="sm"
          horizontalSpacing="xs"
          minHeight={160}
          noRecordsText="Nothing failed"
          columns={[
            {
              accessor: 'count',
              title: 'Times',
              textAlign: 'right',
              render: ({ count }) => <Text span fw={600} size="sm" children={formatCount(count)} />,
            },
            { accessor: 'job', title: 'Job', noWrap: true },
            {
              accessor: 'message',
              title: 'What went wrong',
              render: ({ error_code: code, message }) => (
                <Stack gap={0} miw={220}>
                  <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                    {message}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {code}
                  </Text>
                </Stack>
              ),
            },
            {
              accessor: 'first_failed_at',
              title: 'First',
              render: ({ first_failed_at: at }) => <Instant at={at} />,
            },
            {
              accessor: 'last_failed_at',
              title: 'Last',
              render: ({ last_failed_at: at, task_id: taskId }) => (
                <Anchor
                  component={Link}
                  to="/operations/tasks/$taskId"
                  params={{ taskId } as never}
                  size="sm"
                  underline="always"
                >
                  <Instant at={at} />
                </Anchor>
              ),
            },
            { accessor: 'actions', title: '', textAlign: 'right', render: ToTasks },
          ]}
        />
      )}
    </Card>
  );
}

function ToTasks({ job, error_code: code }: Group): ReactNode {
  return (
    <Anchor
      component={Link}
      to="/operations"
      search={{ job, code, status: 'failed' } as never}
      size="sm"
      underline="always"
      style={{ whiteSpace: 'nowrap' }}
      aria-label={`All tasks of ${job} with ${code}`}
    >
      All tasks
    </Anchor>
  );
}
