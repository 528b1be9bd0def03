import 'mantine-datatable/styles.css';
import { ActionIcon, Button, Card, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowsDiff, IconHistory, IconPin, IconPinFilled, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { DataTable, type DataTableSortStatus } from 'mantine-datatable';
import { useState, type ReactNode } from 'react';
import { useReasonAgainst } from '../../access/session.js';
import { api, type Schemas } from '../../api/client.js';
import { ErrorState } from '../../display/error-state.js';
import {
  formatChange,
  formatCount,
  formatPercent,
  formatRatio,
  signClass,
} from '../../display/format-number.js';
import { Instant } from '../../display/instant.js';
import { NothingHere } from '../../display/nothing-here.js';
import { PageHead } from '../../display/page-head.js';
import { PageTurner } from '../../display/page-turner.js';
import { shortenSymbols } from '../../display/shorten-symbols.js';
import { StatusBadge } from '../../display/status-badge.js';
import { Tag } from '../../display/tag.js';
import { figureOf } from '../result/metric-words.js';

type Run = Schemas['Run'];

const PAGE = 50;
const MOST_COMPARED = 5;
const EVERY_MS = 3_000;
const STATUSES = ['pending', 'running', 'completed', 'failed', 'cancelled', 'timeout'];
/** Columns that a phone has no room for. */
const WIDE = { visibleMediaQuery: '(min-width: 48em)' };
const isOver = ({ status }: Run): boolean => status !== 'pending' && status !== 'running';

/** Every run that is kept, sorted by any of the figures that are shown; up to five can be laid side by side. */
export function HistoryPage(): ReactNode {
  const navigate = useNavigate();
  const [strategy, setStrategy] = useState('');
  const [status, setStatus] = useState<string | null>(null);
  const [sort, setSort] = useState<DataTableSortStatus<Run>>({
    columnAccessor: 'created_at',
    direction: 'desc',
  });
  const [picked, setPicked] = useState<Run[]>([]);
  const [pages, setPages] = useState<string[]>([]);
  const [wanted] = useDebouncedValue(strategy, 250);
  const runs = api.useQuery(
    'get',
    '/api/v1/backtest/runs',
    {
      params: {
        query: {
          limit: PAGE,
          sort: sort.columnAccessor as 'created_at',
          order: sort.direction,
          ...(wanted ? { strategy: wanted } : {}),
          ...(status ? { status: status as Run['status'] } : {}),
          ...(pages.length > 0 ? { cursor: pages.at(-1) } : {}),
        },
      },
    },
    {
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => (state.data?.items.every(isOver) === false ? EVERY_MS : 5 * EVERY_MS),
    },
  );
  const metric = (accessor: string, title: string, format: (value: number | null | undefined) => string) => ({
    accessor,
    title,
    sortable: true,
    textAlign: 'right' as const,
    noWrap: true,
    render: ({ metrics }: Run) => {
      const figure = figureOf(metrics, accessor);
      return (
        <span className={accessor === 'return_pct' ? signClass(figure) : undefined}>{format(figure)}</span>
      );
    },
  });
  const isFiltered = strategy !== '' || status !== null;
  const next = runs.data?.next_cursor;
  return (
    <>
      <PageHead title="Backtests" what="Every run that is kept. Pick up to five to compare them.">
        <Button
          leftSection={<IconArrowsDiff size={16} aria-hidden />}
          disabled={picked.length < 2 || picked.length > MOST_COMPARED}
          onClick={() =>
            void navigate({
              to: '/backtests/compare',
              search: { runs: picked.map(({ task_id: id }) => id).join(',') },
            })
          }
        >
          {picked.length > MOST_COMPARED ? `At most ${MOST_COMPARED}` : `Compare ${picked.length || ''}`}
        </Button>
      </PageHead>
      {runs.error && !runs.data ? (
        <ErrorState error={runs.error} retry={() => void runs.refetch()} />
      ) : runs.data?.items.length === 0 && !isFiltered && pages.length === 0 ? (
        <Card withBorder>
          <NothingHere
            icon={IconHistory}
            title="No backtest yet"
            action={
              <Button component={Link} to="/">
                Run the first one
              </Button>
            }
          >
            Pick one of the classics; the demo prices are there already.
          </NothingHere>
        </Card>
      ) : (
        <Card withBorder padding="sm">
          <Group mb="sm" gap="xs">
            <TextInput
              size="xs"
              aria-label="Name of the strategy"
              placeholder="Name of the strategy …"
              leftSection={<IconSearch size={14} aria-hidden />}
              value={strategy}
              onChange={({ currentTarget }) => {
                setStrategy(currentTarget.value);
                setPages([]);
              }}
            />
            <Select
              size="xs"
              aria-label="Status"
              placeholder="Any status"
              clearable
              data={STATUSES}
              value={status}
              onChange={(value) => {
                setStatus(value);
                setPages([]);
              }}
            />
          </Group>
          <DataTable<Run>
            idAccessor="task_id"
            records={runs.data?.items ?? []}
            fetching={runs.isPending}
            minHeight={240}
            noRecordsText="No run fits"
            highlightOnHover
            fz="sm"
            horizontalSpacing="xs"
            sortStatus={sort}
            onSortStatusChange={(by) => {
              setSort(by);
              setPages([]);
            }}
            selectedRecords={picked}
            onSelectedRecordsChange={setPicked}
            isRecordSelectable={({ metrics }) => metrics !== null}
            getRecordSelectionCheckboxProps={({ strategy_name: name }) => ({ 'aria-label': `Pick ${name}` })}
            allRecordsSelectionCheckboxProps={{ 'aria-label': 'Pick all' }}
            onRowClick={({ record }) =>
              void navigate({ to: '/backtests/$taskId', params: { taskId: record.task_id } })
            }
            columns={[
              {
                accessor: 'strategy_name',
                title: 'Strategy',
                render: (run) => (
                  <Link
                    to="/backtests/$taskId"
                    params={{ taskId: run.task_id }}
                    style={{
                      ...{ color: 'inherit', fontWeight: 600, overflowWrap: 'anywhere' },
                      ...{ display: 'inline-block', minWidth: 90 },
                    }}
                  >
                    {run.name ?? run.strategy_name}
                  </Link>
                ),
              },
              {
                accessor: 'symbols',
                title: 'Symbols',
                ...WIDE,
                render: ({ symbols }) => shortenSymbols(symbols),
              },
              { accessor: 'timeframe', title: 'Bars', ...WIDE },
              { accessor: 'status', title: 'Status', render: (run) => <StatusBadge status={run.status} /> },
              metric('return_pct', 'Return', formatChange),
              { ...metric('sharpe_ratio', 'Sharpe', formatRatio), ...WIDE },
              { ...metric('max_drawdown_pct', 'Drawdown', formatPercent), ...WIDE },
              { ...metric('trades', 'Trades', formatCount), ...WIDE },
              {
                accessor: 'created_at',
                title: 'Made',
                sortable: true,
                render: (run) => <Instant at={run.created_at} />,
              },
              {
                accessor: 'tags',
                title: 'Tags',
                ...WIDE,
                render: ({ tags }) => tags.map((tag) => <Tag key={tag}>{tag}</Tag>),
              },
              { accessor: 'pinned', title: '', render: (run) => <PinButton run={run} /> },
            ]}
          />
          <PageTurner cursors={pages} next={next} onTurn={setPages} />
        </Card>
      )}
    </>
  );
}

function PinButton({ run }: { run: Run }): ReactNode {
  const mayChange = !useReasonAgainst('trader');
  const queries = useQueryClient();
  const annotate = api.useMutation('patch', '/api/v1/backtest/runs/{task_id}', {
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['get', '/api/v1/backtest/runs'] }),
  });
  if (!mayChange) return run.pinned && <IconPinFilled size={16} role="img" aria-label="Pinned" />;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={run.pinned ? 'Pinned' : 'Pin'}
      aria-pressed={run.pinned}
      onClick={(event) => {
        event.stopPropagation();
        annotate.mutate({ params: { path: { task_id: run.task_id } }, body: { pinned: !run.pinned } });
      }}
    >
      {run.pinned ? <IconPinFilled size={16} /> : <IconPin size={16} />}
    </ActionIcon>
  );
}
