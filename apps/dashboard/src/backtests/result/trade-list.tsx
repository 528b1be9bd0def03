import 'mantine-datatable/styles.css';
import { Button, Card, Group, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { DataTable, type DataTableSortStatus } from 'mantine-datatable';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import type { Schemas } from '../../api/client.js';
import { histogramOption } from '../../charts/histogram.js';
import { formatBarTime } from '../../display/format-instant.js';
import {
  formatChange,
  formatCount,
  formatDuration,
  formatMoney,
  formatRatio,
  signClass,
} from '../../display/format-number.js';
import { useExchange } from '../../display/use-exchange.js';
import { filterTrades, sortTrades, type TradeEnd } from './filter-trades.js';

type Trade = Schemas['Trade'];

const EChart = lazy(() => import('../../charts/echart.js').then((module) => ({ default: module.EChart })));
/** Rows that are drawn at first, and more each time that the last of them is scrolled to. */
const ROWS = 100;
const HEIGHT = 560;
/** As many as fit without scrolling. */
const FEW = 15;
const WORDS: Readonly<Record<string, string>> = { enter_long: 'enter long', enter_short: 'enter short' };
const toWords = (reason: string): string => WORDS[reason] ?? reason.replaceAll('_', ' ');

interface TradeListProps {
  taskId: string;
  trades: readonly Trade[];
  timeframe: string;
  /** Shows the trade on the price chart. */
  onShow: (trade: Trade) => void;
}

/** Every trade; sorted by a click on a column, narrowed by a word or by how it ended. */
export function TradeList({ taskId, trades, timeframe, onShow }: TradeListProps): ReactNode {
  const { zone } = useExchange();
  const [sort, setSort] = useState<DataTableSortStatus<Trade>>({ columnAccessor: 'index', direction: 'asc' });
  const [words, setWords] = useState('');
  const [end, setEnd] = useState<TradeEnd>('all');
  const [rows, setRows] = useState(ROWS);
  const shown = useMemo(
    () => sortTrades(filterTrades(trades, words, end), sort.columnAccessor as keyof Trade, sort.direction),
    [trades, words, end, sort],
  );
  const histogram = useMemo(
    () =>
      histogramOption(
        trades.map((trade) => trade.return_pct),
        (value) => `${formatRatio(value)} %`,
      ),
    [trades],
  );
  const time = (instant: string): string => formatBarTime(instant, timeframe, zone);
  return (
    <Stack>
      {trades.length > 0 && (
        <Card withBorder padding="sm">
          <Title order={3} size="h6" mb={4}>
            Returns of trades
          </Title>
          <Suspense fallback={<div style={{ height: 180 }} />}>
            <EChart label="How many trades returned how much" option={histogram} height={180} />
          </Suspense>
        </Card>
      )}
      <Card withBorder padding="sm">
        <Group mb="sm" gap="xs" justify="space-between">
          <Group gap="xs">
            <TextInput
              size="xs"
              aria-label="Filter trades"
              placeholder="Symbol, reason, tag, day …"
              leftSection={<IconSearch size={14} aria-hidden />}
              value={words}
              onChange={({ currentTarget }) => {
                setWords(currentTarget.value);
                setRows(ROWS);
              }}
            />
            <SegmentedControl
              size="xs"
              aria-label="Which trades"
              value={end}
              onChange={(value) => {
                setEnd(value);
                setRows(ROWS);
              }}
              data={[
                { value: 'all', label: 'All' },
                { value: 'won', label: 'Won' },
                { value: 'lost', label: 'Lost' },
              ]}
            />
            <Text size="xs" c="dimmed" role="status">
              {formatCount(shown.length)} of {formatCount(trades.length)}
            </Text>
          </Group>
          <Button
            component="a"
            size="xs"
            variant="default"
            href={`/api/v1/backtest/result/${taskId}/trades?format=csv`}
            download={`trades-${taskId}.csv`}
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            CSV
          </Button>
        </Group>
        <DataTable<Trade>
          idAccessor="index"
          records={shown.slice(0, rows)}
          minHeight={180}
          height={shown.length > FEW ? HEIGHT : 'auto'}
          onScrollToBottom={() => setRows((known) => Math.min(known + ROWS, Math.max(ROWS, shown.length)))}
          sortStatus={sort}
          onSortStatusChange={setSort}
          noRecordsText={trades.length === 0 ? 'The run closed no trade' : 'No trade fits the filter'}
          highlightOnHover
          fz="xs"
          horizontalSpacing="xs"
          onRowClick={({ record }) => onShow(record)}
          columns={[
            { accessor: 'index', title: '#', sortable: true, textAlign: 'right' },
            { accessor: 'symbol', title: 'Symbol', sortable: true },
            {
              accessor: 'size',
              title: 'Size',
              sortable: true,
              textAlign: 'right',
              render: ({ size }) => formatCount(size),
            },
            {
              accessor: 'entry_time',
              title: 'Entry',
              sortable: true,
              noWrap: true,
              render: (trade) => time(trade.entry_time),
            },
            {
              accessor: 'entry_price',
              title: 'At',
              textAlign: 'right',
              render: (trade) => formatMoney(trade.entry_price),
            },
            {
              accessor: 'exit_time',
              title: 'Exit',
              sortable: true,
              noWrap: true,
              render: (trade) => time(trade.exit_time),
            },
            {
              accessor: 'exit_price',
              title: 'At',
              textAlign: 'right',
              render: (trade) => formatMoney(trade.exit_price),
            },
            {
              accessor: 'pnl',
              title: 'Profit',
              sortable: true,
              textAlign: 'right',
              noWrap: true,
              render: ({ pnl }) => <span className={signClass(pnl)}>{formatMoney(pnl)}</span>,
            },
            {
              accessor: 'return_pct',
              title: 'Return',
              sortable: true,
              textAlign: 'right',
              noWrap: true,
              render: (trade) => (
                <span className={signClass(trade.return_pct)}>{formatChange(trade.return_pct)}</span>
              ),
            },
            {
              accessor: 'duration_seconds',
              title: 'Held',
              sortable: true,
              textAlign: 'right',
              noWrap: true,
              render: (trade) => formatDuration(trade.duration_seconds),
            },
            {
              accessor: 'exit_reason',
              title: 'Why it ended',
              sortable: true,
              noWrap: true,
              render: (trade) => toWords(trade.exit_reason),
            },
          ]}
        />
      </Card>
    </Stack>
  );
}
