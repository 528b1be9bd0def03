import 'mantine-datatable/styles.css';
import { Badge, Button, Card, Group, Stack, Text, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { DataTable } from 'mantine-datatable';
import { useState, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { useMonitor } from '../api/use-monitor.js';
import { useRefreshWithQueues } from '../api/use-refresh-with-queues.js';
import { ErrorState } from '../display/error-state.js';
import { Instant } from '../display/instant.js';
import { LoadingState } from '../display/loading-state.js';
import { PageHead } from '../display/page-head.js';
import { StatusBadge } from '../display/status-badge.js';
import { Silence } from '../display/silence.js';
import { PauseButton } from './pause-button.js';
import { Today } from './today.js';
import { TriggerForm } from './trigger-form.js';

type Job = Schemas['ScheduledJob'];

const PATHS = ['/api/v1/schedules', '/api/v1/schedules/{job}/runs'];

/** What runs by itself: when next, how it went last, and the whole of today. */
export function SchedulesPage(): ReactNode {
  const [started, setStarted] = useState<string>();
  const figures = useMonitor();
  useRefreshWithQueues(figures, PATHS);
  const { data, error, refetch } = api.useQuery('get', '/api/v1/schedules', {});
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <LoadingState height={480} />;
  return (
    <>
      <PageHead
        title="Schedules"
        what="Jobs that keep the data up to date, by the clock and the holidays of the exchange."
      />
      <Silence figures={figures} />
      <Stack>
        <Today jobs={data.jobs} />
        <Card withBorder padding="sm">
          <DataTable<Job>
            idAccessor="job"
            records={data.jobs}
            fz="sm"
            horizontalSpacing="xs"
            minHeight={160}
            noRecordsText="No job runs by itself"
            columns={[
              { accessor: 'job', title: 'Job', noWrap: true, render: JobName },
              { accessor: 'description', title: 'Runs', noWrap: true, render: When },
              { accessor: 'next_run', title: 'Next', render: (job) => <Instant at={job.next_run} /> },
              { accessor: 'last_status', title: 'Last', render: Last },
              {
                accessor: 'paused',
                title: '',
                textAlign: 'right',
                render: ({ job, paused }) => (
                  <Group gap={4} wrap="nowrap" justify="flex-end">
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={`Start ${job}`}
                      onClick={() => setStarted(job)}
                    >
                      Start …
                    </Button>
                    <PauseButton job={job} paused={paused} />
                  </Group>
                ),
              },
            ]}
          />
        </Card>
      </Stack>
      {started && <TriggerForm job={started} onClose={() => setStarted(undefined)} />}
    </>
  );
}

function JobName({ job, paused }: Job): ReactNode {
  return (
    <Group gap="xs" wrap="nowrap">
      <Link to="/schedules/$job" params={{ job }} style={{ color: 'inherit', fontWeight: 600 }}>
        {job}
      </Link>
      {paused && (
        <Badge size="sm" variant="filled" color="orange.9" tt="none">
          paused
        </Badge>
      )}
    </Group>
  );
}

function When({ description, cron, time_zone: zone, market_hours_only: inHours }: Job): ReactNode {
  return (
    <Tooltip label={`${cron} (${zone})`}>
      <Text size="sm" span>
        {description}
        {inHours && ', while the market is open'}
      </Text>
    </Tooltip>
  );
}

function Last(job: Job): ReactNode {
  return (
    <Group gap="xs" wrap="nowrap">
      {job.last_run && <Instant at={job.last_run} />}
      <Outcome {...job} />
    </Group>
  );
}

/** The outcome says more than that it completed. */
function Outcome({ last_task_id: taskId, last_outcome: outcome, last_status: status }: Job): ReactNode {
  const word = outcome ?? status;
  if (!word) return <Text size="sm" c="dimmed" children="not yet" />;
  if (!taskId) return <StatusBadge status={word} />;
  return (
    <Link to="/operations/tasks/$taskId" params={{ taskId }} aria-label={`${word}: the task`}>
      <StatusBadge status={word} />
    </Link>
  );
}
