import 'mantine-datatable/styles.css';
import { Badge, Button, Card, Group, SegmentedControl, Select, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { DataTable } from 'mantine-datatable';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { useMonitor } from '../api/use-monitor.js';
import { useRefreshWithQueues } from '../api/use-refresh-with-queues.js';
import { ErrorState } from '../display/error-state.js';
import { formatDay } from '../display/format-instant.js';
import { formatCount } from '../display/format-number.js';
import { Instant } from '../display/instant.js';
import { LoadingState } from '../display/loading-state.js';

type Row = Schemas['FreshnessRow'];

const PATH = '/api/v1/market-data/freshness';
const PATHS = [PATH];
const MOST_SHOWN = 200;

/** Whether the newest data that are due are there. */
export function FreshnessBoard(): ReactNode {
  const [which, setWhich] = useState<'late' | 'all'>('all');
  const [dataset, setDataset] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const symbol = useDeferredValue(words);
  useRefreshWithQueues(useMonitor(), PATHS);
  const { data, error, refetch } = api.useQuery('get', PATH, {});
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  const wanted = symbol.trim().toUpperCase();
  const rows = data.items
    .filter(({ fresh }) => which === 'all' || !fresh)
    .filter((row) => row.dataset === (dataset ?? row.dataset))
    .filter((row) => wanted === '' || row.symbol?.includes(wanted))
    .toSorted((one, other) => Number(one.fresh) - Number(other.fresh));
  return (
    <Card withBorder padding="sm">
      <Group mb="sm" gap="sm">
        <SegmentedControl
          size="xs"
          aria-label="Which data"
          value={which}
          onChange={setWhich}
          data={[
            { value: 'all', label: 'All' },
            { value: 'late', label: `Late (${formatCount(data.late)})` },
          ]}
        />
        <Select
          size="xs"
          aria-label="Dataset"
          placeholder="Any data"
          clearable
          data={[...new Set(data.items.map((row) => row.dataset))]}
          value={dataset}
          onChange={setDataset}
        />
        <TextInput
          size="xs"
          aria-label="Filter by symbol"
          placeholder="Symbol …"
          value={words}
          onChange={({ currentTarget: { value } }) => setWords(value)}
        />
        <Text size="sm" c="dimmed" role="status">
          {data.fresh
            ? 'Everything that is due is there.'
            : `${formatCount(data.late)} of ${formatCount(data.count)} are late.`}
        </Text>
      </Group>
      <DataTable<Row>
        idAccessor={({ dataset, symbol }) => `${dataset} ${symbol}`}
        records={rows.slice(0, MOST_SHOWN)}
        fz="sm"
        horizontalSpacing="xs"
        minHeight={160}
        noRecordsText={which === 'late' && !dataset && !wanted ? 'Nothing is late' : 'Nothing fits'}
        columns={[
          { accessor: 'dataset', title: 'Data', noWrap: true },
          { accessor: 'symbol', title: 'Symbol', render: ({ symbol }) => symbol ?? 'all' },
          {
            accessor: 'fresh',
            title: 'Standing',
            render: ({ fresh }) => (
              <Badge size="sm" variant="filled" tt="none" color={fresh ? 'teal.9' : 'red.9'}>
                {fresh ? 'fresh' : 'late'}
              </Badge>
            ),
          },
          { accessor: 'newest', title: 'Newest', render: ({ newest }) => <DayOrInstant at={newest} /> },
          { accessor: 'expected', title: 'Due', render: ({ expected }) => <DayOrInstant at={expected} /> },
          {
            accessor: 'actions',
            title: '',
            textAlign: 'right',
            render: ({ dataset, fresh }) =>
              !fresh && (
                <Button
                  size="xs"
                  variant="default"
                  component={Link}
                  to="/schedules/$job"
                  params={{ job: dataset } as never}
                  aria-label={`Its job: ${dataset}`}
                >
                  Its job
                </Button>
              ),
          },
        ]}
      />
      {rows.length > MOST_SHOWN && (
        <Text size="sm" c="dimmed" mt="sm">
          The first {MOST_SHOWN} of {formatCount(rows.length)}, late ones first.
        </Text>
      )}
    </Card>
  );
}

/** Data of a day carry its date at 00:00Z, which is no time of day. */
function DayOrInstant({ at }: { at: string | null }): ReactNode {
  return at?.endsWith('T00:00:00.000Z') ? formatDay(at) : <Instant at={at} />;
}
