import {
  Alert,
  Anchor,
  Button,
  Card,
  Code,
  CopyButton,
  Grid,
  Group,
  Progress,
  Stack,
  Text,
  Timeline,
  Title,
} from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { useTask } from '../../api/use-task.js';
import { ErrorState } from '../../display/error-state.js';
import { Facts } from '../../display/facts.js';
import { formatDuration, NO_FIGURE } from '../../display/format-number.js';
import { Instant } from '../../display/instant.js';
import { LoadingState } from '../../display/loading-state.js';
import { PageHead } from '../../display/page-head.js';
import { StatusBadge } from '../../display/status-badge.js';
import { TaskActions } from './task-actions.js';

type Detail = Schemas['TaskDetail'];

const PATH = '/api/v1/admin/tasks/{task_id}';
/** Jobs whose result has a page of its own. */
const PAGES = { backtest_run: '/backtests/$taskId', optimise_run: '/optimise/$taskId' } as const;

/** What a task was given, every run of it, and what came of it. */
export function TaskPage(): ReactNode {
  const { taskId } = useParams({ from: '/operations/tasks/$taskId' });
  const { data, error, refetch } = api.useQuery('get', PATH, { params: { path: { task_id: taskId } } });
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <LoadingState height={480} />;
  const page = data.job in PAGES ? PAGES[data.job as keyof typeof PAGES] : undefined;
  return (
    <>
      <PageHead
        title={
          <Group gap="xs" component="span">
            {data.job} <StatusBadge status={data.outcome ?? data.status} />
          </Group>
        }
        what={
          <Anchor component={Link} to="/operations" inherit underline="always">
            All tasks
          </Anchor>
        }
      >
        {page && (
          <Button size="xs" component={Link} to={page} params={{ taskId } as never}>
            Open its page
          </Button>
        )}
        <TaskActions task={data} />
      </PageHead>
      {data.finished_at === null && <LiveProgress key={taskId} taskId={taskId} />}
      {data.error && (
        <Alert color="red" icon={<IconAlertTriangle />} title={data.error.code} mb="md">
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              {data.error.message}
            </Text>
            <Copy text={`${data.error.code}: ${data.error.message}`} what="error" />
          </Group>
        </Alert>
      )}
      <Grid>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <Card withBorder padding="md">
              <FactsOf task={data} />
            </Card>
            <Card withBorder padding="md">
              <Title order={2} size="h5" mb="md">
                Timeline
              </Title>
              <Runs task={data} />
            </Card>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <Document title="Given" value={data.payload} nothing="Nothing: it does as it usually does." />
            <Document
              title="Result"
              value={data.summary}
              nothing={data.finished_at === null ? 'It has not ended.' : 'It left none.'}
            />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}

/** How far it is, by its own messages; asks for the record again as it begins and ends. */
function LiveProgress({ taskId }: { taskId: string }): ReactNode {
  const { status, ending } = useTask(taskId);
  const queries = useQueryClient();
  const stage = `${status.status} ${status.attempt} ${ending?.status}`;
  useEffect(() => void queries.invalidateQueries({ queryKey: ['get', PATH] }), [stage, queries]);
  return (
    <Card withBorder padding="md" mb="md">
      <Group justify="space-between" mb={6}>
        <Text size="sm" role="status">
          {status.message || 'Waiting for a worker'}
        </Text>
        <Text size="sm" c="dimmed" className="figures">
          {status.eta_seconds ? `${formatDuration(status.eta_seconds)} left` : ''}
        </Text>
      </Group>
      <Progress value={status.progress ?? 0} aria-label="Progress" />
    </Card>
  );
}

function FactsOf({ task }: { task: Detail }): ReactNode {
  const seconds = (ms: number | null): string => formatDuration(ms === null ? null : ms / 1_000);
  return (
    <Facts
      rows={[
        [
          'Task',
          <Group key="id" gap="xs">
            <Code>{task.task_id}</Code>
            <Copy text={task.task_id} what="id" />
          </Group>,
        ],
        ['Queue', task.queue],
        ['Asked for by', task.submitter],
        ...(task.slot ? [['Slot', <Instant key="slot" at={task.slot} />] as const] : []),
        ...(task.replay_of ? [['Again of', <TaskLink key="of" taskId={task.replay_of} />] as const] : []),
        ['Waited', seconds(task.waited_ms)],
        ['Took', seconds(task.took_ms)],
        ['Worker', task.worker ?? NO_FIGURE],
      ]}
    />
  );
}

function TaskLink({ taskId }: { taskId: string }): ReactNode {
  return (
    <Anchor
      component={Link}
      to="/operations/tasks/$taskId"
      params={{ taskId } as never}
      inherit
      underline="always"
    >
      {taskId}
    </Anchor>
  );
}

function Runs({ task }: { task: Detail }): ReactNode {
  const moment = (title: string, at: string | null, more?: ReactNode) => (
    <Timeline.Item key={`${title} ${at}`} title={title}>
      <Text size="sm" c="dimmed" component="div">
        <Instant at={at} />
        {more}
      </Text>
    </Timeline.Item>
  );
  return (
    <Timeline active={task.timeline.length + 1} bulletSize={14} lineWidth={2}>
      {moment('Submitted', task.created_at)}
      {task.timeline.map(({ attempt, worker, started_at: from, ended_at: to, outcome, error }) =>
        moment(
          `Run ${attempt} by ${worker}`,
          from,
          <>
            <div>
              {outcome?.replaceAll('_', ' ') ?? 'goes on'}
              {to && ` after ${formatDuration((Date.parse(to) - Date.parse(from)) / 1_000)}`}
            </div>
            {error && (
              <div>
                {error.code}: {error.message}
              </div>
            )}
          </>,
        ),
      )}
      {task.finished_at && moment(`Ended: ${task.status}`, task.finished_at)}
    </Timeline>
  );
}

function Copy({ text, what }: { text: string; what: string }): ReactNode {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button size="compact-xs" variant="default" onClick={copy} aria-label={`Copy ${what}`}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
      )}
    </CopyButton>
  );
}

function Document({
  title,
  value,
  nothing,
}: {
  title: string;
  value: object | null;
  nothing: string;
}): ReactNode {
  const isEmpty = !value || Object.keys(value).length === 0;
  const text = JSON.stringify(value, null, 2);
  return (
    <Card withBorder padding="md">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {title}
        </Title>
        {!isEmpty && <Copy text={text} what={title.toLowerCase()} />}
      </Group>
      {isEmpty ? (
        <Text size="sm" c="dimmed">
          {nothing}
        </Text>
      ) : (
        <Code block mah={420} style={{ overflow: 'auto' }} tabIndex={0} role="region" aria-label={title}>
          {text}
        </Code>
      )}
    </Card>
  );
}
