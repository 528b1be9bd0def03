import 'mantine-datatable/styles.css';
import { Button, Card, Group, Progress, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconListCheck, IconSearch } from '@tabler/icons-react';
import { keepPreviousData } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { DataTable } from 'mantine-datatable';
import { useState, type ReactNode } from 'react';
import { api, type Schemas } from '../../api/client.js';
import type { MonitorFigures } from '../../api/use-monitor.js';
import { useRefreshWithQueues } from '../../api/use-refresh-with-queues.js';
import { useTasks } from '../../api/use-tasks.js';
import { ErrorState } from '../../display/error-state.js';
import { formatDuration } from '../../display/format-number.js';
import { Instant } from '../../display/instant.js';
import { NothingHere } from '../../display/nothing-here.js';
import { StatusBadge } from '../../display/status-badge.js';
import { PageTurner } from '../../display/page-turner.js';
import { BulkActions } from './bulk-actions.js';
import { TaskActions } from './task-actions.js';
import type { TaskSearch } from './task-search.js';

type Task = Schemas['RecordedTask'];

const PAGE = 50;
const PATH = '/api/v1/admin/tasks';
const PATHS = [PATH];
/** Jobs that the other pages start. */
const JOBS_OF_OTHERS = ['backtest_run', 'optimise_run', 'optimise_trials', 'strategy_validation'];
const NONE: ReadonlySet<string> = new Set();
const STATUSES: Task['status'][] = ['pending', 'running', 'completed', 'failed', 'cancelled', 'timeout'];

/** Every task on record, newest first; what runs shows how far it is. */
export function TaskList({ figures }: { figures: MonitorFigures | undefined }): ReactNode {
  const navigate = useNavigate();
  const { q, status, job, queue, code } = useSearch({ from: '/operations' });
  const [words, setWords] = useState(q ?? '');
  const [cursors, setCursors] = useState<string[]>([]);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(NONE);
  const cursor = cursors.at(-1);
  const stated = Object.fromEntries(
    Object.entries({ q, status, job, queue, error_code: code }).filter(([, value]) => value),
  );
  const query = { ...stated, limit: PAGE, ...(cursor && { cursor }) };
  const tasks = api.useQuery('get', PATH, { params: { query } }, { placeholderData: keepPreviousData });
  const queues = api.useQuery('get', '/api/v1/admin/queues', {});
  const jobs = api.useQuery('get', '/api/scheduler/celery/jobs/available', {});
  useRefreshWithQueues(figures, PATHS);
  const items = tasks.data?.items ?? [];
  const live = useTasks(items.filter(({ finished_at: at }) => at === null).map(({ task_id: id }) => id));
  const next = tasks.data?.next_cursor;
  const turn = (to: string[]): void => {
    setCursors(to);
    setTicked(NONE);
  };
  const narrow = (part: TaskSearch): void => {
    turn([]);
    void navigate({ to: '/operations', search: (known) => ({ ...known, ...part }), replace: true });
  };
  const search = useDebouncedCallback((text: string) => narrow({ q: text || undefined }), 250);
  const isFiltered = Object.keys(stated).length > 0;
  const tickedTasks = items.filter(({ task_id: id }) => ticked.has(id));
  if (tasks.error && !tasks.data)
    return <ErrorState error={tasks.error} retry={() => void tasks.refetch()} />;
  return (
    <Card withBorder padding="sm">
      <Group mb="sm" gap="xs">
        <TextInput
          size="xs"
          aria-label="Search tasks"
          placeholder="Symbol, strategy, worker, error …"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={words}
          onChange={({ currentTarget: { value } }) => {
            setWords(value);
            search(value);
          }}
        />
        <Select
          size="xs"
          aria-label="Status"
          placeholder="Any status"
          clearable
          data={STATUSES}
          value={status ?? null}
          onChange={(value) => narrow({ status: value ?? undefined })}
        />
        <Select
          size="xs"
          aria-label="Job"
          placeholder="Any job"
          clearable
          searchable
          data={[...JOBS_OF_OTHERS, ...(jobs.data?.jobs.map(({ name }) => name) ?? [])]}
          value={job ?? null}
          onChange={(value) => narrow({ job: value ?? undefined })}
        />
        <Select
          size="xs"
          aria-label="Queue"
          placeholder="Any queue"
          clearable
          data={queues.data?.queues.map(({ name }) => name) ?? []}
          value={queue ?? null}
          onChange={(value) => narrow({ queue: value ?? undefined })}
        />
        {code && (
          <Button size="xs" variant="default" onClick={() => narrow({ code: undefined })}>
            {code} ✕
          </Button>
        )}
      </Group>
      <BulkActions tasks={tickedTasks} onDone={() => setTicked(NONE)} />
      {tasks.data && items.length === 0 && !isFiltered && cursors.length === 0 ? (
        <NothingHere
          icon={IconListCheck}
          title="No task yet"
          action={
            <Button component={Link} to="/">
              Run a backtest
            </Button>
          }
        >
          Backtests and the jobs of the schedules stand here as soon as there is one.
        </NothingHere>
      ) : (
        <DataTable<Task>
          idAccessor="task_id"
          records={items}
          fetching={tasks.isPending}
          minHeight={240}
          noRecordsText="No task fits"
          highlightOnHover
          selectedRecords={tickedTasks}
          onSelectedRecordsChange={(records) => setTicked(new Set(records.map(({ task_id: id }) => id)))}
          allRecordsSelectionCheckboxProps={{ 'aria-label': 'Tick all tasks of this page' }}
          getRecordSelectionCheckboxProps={({ job: name, task_id: id }) => ({
            'aria-label': `Tick ${name} ${id}`,
          })}
          fz="sm"
          horizontalSpacing="xs"
          onRowClick={({ record: { task_id: taskId } }) =>
            void navigate({ to: '/operations/tasks/$taskId', params: { taskId } })
          }
          columns={[
            { accessor: 'job', title: 'Job', noWrap: true, render: Name },
            {
              accessor: 'status',
              title: 'Status',
              render: (task) => <Standing task={task} live={live.get(task.task_id)} />,
            },
            { accessor: 'error', title: 'What it says', render: said },
            { accessor: 'created_at', title: 'Made', render: (task) => <Instant at={task.created_at} /> },
            {
              accessor: 'waited_ms',
              title: 'Waited',
              textAlign: 'right',
              noWrap: true,
              render: inSeconds('waited_ms'),
            },
            {
              accessor: 'took_ms',
              title: 'Took',
              textAlign: 'right',
              noWrap: true,
              render: inSeconds('took_ms'),
            },
            { accessor: 'worker', title: 'Worker', noWrap: true },
            {
              accessor: 'actions',
              title: '',
              textAlign: 'right',
              render: (task) => <TaskActions task={task} />,
            },
          ]}
        />
      )}
      <PageTurner cursors={cursors} next={next} onTurn={turn} />
    </Card>
  );
}

const inSeconds =
  (member: 'waited_ms' | 'took_ms') =>
  (task: Task): string =>
    formatDuration(task[member] === null ? null : task[member] / 1_000);

function Name({ task_id: taskId, job }: Task): ReactNode {
  return (
    <Link to="/operations/tasks/$taskId" params={{ taskId }} style={{ color: 'inherit', fontWeight: 600 }}>
      {job}
    </Link>
  );
}

function said({ error, submitter, slot }: Task): ReactNode {
  if (error)
    return (
      <Text size="sm" lineClamp={1} title={error.message}>
        {error.message}
      </Text>
    );
  return (
    <Text size="sm" c="dimmed" lineClamp={1}>
      {slot ? 'by schedule' : `by ${submitter}`}
    </Text>
  );
}

function Standing({
  task,
  live,
}: {
  task: Task;
  live: Partial<Schemas['TaskStatus']> | undefined;
}): ReactNode {
  const status = live?.status ?? task.status;
  if (status !== 'running')
    return <StatusBadge status={task.outcome && status === 'completed' ? task.outcome : status} />;
  return (
    <Group gap="xs" wrap="nowrap" miw={150}>
      <StatusBadge status={status} />
      <Progress value={live?.progress ?? 0} flex={1} aria-label={`Progress of ${task.job}`} />
    </Group>
  );
}
