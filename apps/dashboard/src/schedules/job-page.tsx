import 'mantine-datatable/styles.css';
import { Anchor, Button, Card, Stack, Table, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { DataTable } from 'mantine-datatable';
import { useState, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { useMonitor } from '../api/use-monitor.js';
import { useRefreshWithQueues } from '../api/use-refresh-with-queues.js';
import { ErrorState } from '../display/error-state.js';
import { formatDuration } from '../display/format-number.js';
import { Instant } from '../display/instant.js';
import { LoadingState } from '../display/loading-state.js';
import { PageHead } from '../display/page-head.js';
import { StatusBadge } from '../display/status-badge.js';
import { PageTurner } from '../display/page-turner.js';
import { reasonOf } from './day-marks.js';
import { PauseButton } from './pause-button.js';
import { TimesForm } from './times-form.js';
import { TriggerForm } from './trigger-form.js';

type Run = Schemas['ScheduleRun'];

const PAGE = 50;
const RUNS = '/api/v1/schedules/{job}/runs';

/** What became of each slot of a job, and who changed when it runs. */
export function JobPage(): ReactNode {
  const { job } = useParams({ from: '/schedules/$job' });
  const [open, setOpen] = useState<'start' | 'times'>();
  const close = (): void => setOpen(undefined);
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors.at(-1);
  useRefreshWithQueues(useMonitor(), [RUNS]);
  const path = { job };
  const runs = api.useQuery('get', RUNS, {
    params: { path, query: { limit: PAGE, ...(cursor && { cursor }) } },
  });
  const jobs = api.useQuery('get', '/api/v1/schedules', {});
  const changes = api.useQuery('get', '/api/v1/schedules/{job}/changes', { params: { path } });
  const known = jobs.data?.jobs.find((one) => one.job === job);
  const next = runs.data?.next_cursor;
  if (runs.error && !runs.data) return <ErrorState error={runs.error} retry={() => void runs.refetch()} />;
  if (!runs.data && cursors.length === 0) return <LoadingState height={480} />;
  return (
    <>
      <PageHead
        title={job}
        what={
          <>
            <Anchor component={Link} to="/schedules" inherit underline="always">
              Schedules
            </Anchor>
            {known && (
              <>
                {' '}
                · {known.description} ({known.cron}, {known.time_zone}) · next <Instant at={known.next_run} />
              </>
            )}
          </>
        }
      >
        {known && <PauseButton job={job} paused={known.paused} />}
        {known && (
          <Button size="xs" variant="default" onClick={() => setOpen('times')}>
            Times …
          </Button>
        )}
        <Button size="xs" onClick={() => setOpen('start')}>
          Start …
        </Button>
      </PageHead>
      <Stack>
        <Card withBorder padding="sm">
          <DataTable<Run>
            idAccessor={({ at, task_id: taskId }) => `${at} ${taskId}`}
            records={runs.data?.runs ?? []}
            fetching={runs.isPending}
            fz="sm"
            horizontalSpacing="xs"
            minHeight={180}
            noRecordsText="It did not run yet; Start … runs it now"
            columns={[
              { accessor: 'at', title: 'At', render: ({ slot, at }) => <Instant at={slot ?? at} /> },
              {
                accessor: 'status',
                title: 'Outcome',
                render: ({ status, outcome }) => <StatusBadge status={outcome ?? status} />,
              },
              {
                accessor: 'reason',
                title: 'Why',
                render: reasonOf,
              },
              { accessor: 'took', title: 'Took', textAlign: 'right', noWrap: true, render: tookOf },
              { accessor: 'worker', title: 'Worker', noWrap: true },
              {
                accessor: 'task_id',
                title: '',
                textAlign: 'right',
                render: ({ task_id: taskId }) =>
                  taskId && (
                    <Anchor
                      component={Link}
                      to="/operations/tasks/$taskId"
                      params={{ taskId } as never}
                      size="sm"
                      underline="always"
                      aria-label={`Task ${taskId}`}
                    >
                      Task
                    </Anchor>
                  ),
              },
            ]}
          />
          <PageTurner cursors={cursors} next={next} onTurn={setCursors} />
        </Card>
        <Card withBorder padding="sm">
          <Title order={2} size="h5" mb="xs">
            Changes of its schedule
          </Title>
          {changes.data?.changes.length ? (
            <Table fz="sm" verticalSpacing={4}>
              <Table.Tbody>
                {changes.data.changes.map((change) => (
                  <Table.Tr key={change.changed_at}>
                    <Table.Td>
                      <Instant at={change.changed_at} />
                    </Table.Td>
                    <Table.Td>{change.changed_by}</Table.Td>
                    <Table.Td>
                      {change.paused ? 'paused' : 'runs'}
                      {change.cron && ` at ${change.cron} (${change.time_zone})`}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          ) : (
            <Text size="sm" c="dimmed">
              Nobody changed it.
            </Text>
          )}
        </Card>
      </Stack>
      {open === 'start' && <TriggerForm job={job} onClose={close} />}
      {open === 'times' && known && <TimesForm job={known} onClose={close} />}
    </>
  );
}

function tookOf({ started_at: from, finished_at: to }: Run): string {
  return from && to ? formatDuration((Date.parse(to) - Date.parse(from)) / 1_000) : '';
}
