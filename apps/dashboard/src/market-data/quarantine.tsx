import 'mantine-datatable/styles.css';
import { Anchor, Badge, Button, Card, Code, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconShieldCheck } from '@tabler/icons-react';
import { keepPreviousData, useQueryClient } from '@tanstack/react-query';
import { DataTable } from 'mantine-datatable';
import { useState, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { ErrorState } from '../display/error-state.js';
import { Instant } from '../display/instant.js';
import { LoadingState } from '../display/loading-state.js';
import { NothingHere } from '../display/nothing-here.js';
import { PageTurner } from '../display/page-turner.js';

type Entry = Schemas['QuarantineRecord'];
/** The other formats are files. */
type Page = Schemas['QuarantinePage'];

const PATH = '/api/v1/market-data/quarantine';
const PAGE = 25;
const MOST_EXPORTED = '10000';
const SEVERITIES: Entry['severity'][] = ['error', 'warning'];
const DATASETS: Entry['dataset'][] = [
  'historical_prices',
  'stock_quotes',
  'options_chain',
  'fundamentals',
  'dividends',
  'earnings',
  'earnings_calendar',
  'earnings_transcripts',
  'economic_indicators',
  'economic_events',
  'news',
  'company_info',
];

type Filter = Partial<Pick<Entry, 'symbol' | 'dataset' | 'severity' | 'provider'>>;

/** What providers and files said that was not stored, or was and looks strange. */
export function Quarantine(): ReactNode {
  const [given, setGiven] = useState<Filter>({});
  const [cursors, setCursors] = useState<string[]>([]);
  const [settled] = useDebouncedValue(given, 250);
  const cursor = cursors.at(-1);
  const filter = Object.fromEntries(Object.entries(settled).filter(([, value]) => value)) as Filter;
  const narrow = (part: Filter): void => {
    setGiven({ ...given, ...part });
    setCursors([]);
  };
  const queries = useQueryClient();
  const answer = api.useQuery(
    'get',
    PATH,
    { params: { query: { limit: PAGE, ...filter, ...(cursor && { cursor }) } } },
    { placeholderData: keepPreviousData },
  );
  const forget = api.useMutation('delete', `${PATH}/{id}`, {
    meta: { done: () => 'The record is forgotten.' },
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['get', PATH] }),
  });
  const page = answer.data as Page | undefined;
  if (answer.error && !page) return <ErrorState error={answer.error} retry={() => void answer.refetch()} />;
  if (!page) return <LoadingState />;
  if (page.items.length === 0 && Object.keys(filter).length === 0 && !cursor)
    return (
      <Card withBorder>
        <NothingHere icon={IconShieldCheck} title="Nothing is in quarantine">
          Lines and rows that can&apos;t be true come here with the reason, instead of into the prices.
        </NothingHere>
      </Card>
    );
  const next = page.next_cursor;
  return (
    <Card withBorder padding="sm">
      <Group mb="sm" gap="xs">
        <TextInput
          size="xs"
          w={160}
          aria-label="Symbol or series"
          placeholder="Symbol or series …"
          value={given.symbol ?? ''}
          onChange={({ currentTarget: { value } }) => narrow({ symbol: value.trim().toUpperCase() })}
        />
        <Select
          size="xs"
          w={180}
          aria-label="Data"
          placeholder="Any data"
          clearable
          data={DATASETS}
          value={given.dataset ?? null}
          onChange={(dataset) => narrow({ dataset: dataset ?? undefined })}
        />
        <Select
          size="xs"
          w={150}
          aria-label="Severity"
          placeholder="Any severity"
          clearable
          data={SEVERITIES}
          value={given.severity ?? null}
          onChange={(severity) => narrow({ severity: severity ?? undefined })}
        />
        <TextInput
          size="xs"
          w={130}
          aria-label="Provider"
          placeholder="Provider …"
          value={given.provider ?? ''}
          onChange={({ currentTarget: { value } }) => narrow({ provider: value.trim() })}
        />
        <Anchor
          size="sm"
          underline="always"
          download
          href={`${PATH}?${String(new URLSearchParams({ ...filter, format: 'csv', limit: MOST_EXPORTED }))}`}
        >
          As CSV
        </Anchor>
      </Group>
      <DataTable<Entry>
        records={page.items}
        fz="sm"
        horizontalSpacing="xs"
        minHeight={160}
        noRecordsText="Nothing fits"
        columns={[
          {
            accessor: 'symbol',
            title: 'Of',
            render: ({ symbol, dataset, timeframe }) => (
              <Stack gap={0}>
                <Text span size="sm" fw={600}>
                  {symbol}
                </Text>
                <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                  {dataset} {timeframe}
                </Text>
              </Stack>
            ),
          },
          {
            accessor: 'severity',
            title: 'Severity',
            render: ({ severity: how }) => (
              <Badge
                size="sm"
                miw={66}
                variant="filled"
                tt="none"
                color={how === 'error' ? 'red.9' : 'orange.9'}
              >
                {how}
              </Badge>
            ),
          },
          { accessor: 'reason', title: 'Why', width: 170 },
          {
            accessor: 'content',
            title: 'What was said',
            width: 280,
            render: ({ content }) => <Code style={{ overflowWrap: 'anywhere' }}>{content}</Code>,
          },
          {
            accessor: 'provider',
            title: 'By',
            render: ({ provider, line, run_id: run }) => (
              <Stack gap={0} title={`Run ${run}`}>
                <span>{provider}</span>
                {line > 0 && (
                  <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                    line {line}
                  </Text>
                )}
              </Stack>
            ),
          },
          { accessor: 'found_at', title: 'Found', render: ({ found_at: at }) => <Instant at={at} /> },
          {
            accessor: 'actions',
            title: '',
            textAlign: 'right',
            render: ({ id, symbol, line }) => (
              <Button
                size="xs"
                variant="default"
                aria-label={`Forget line ${line} of ${symbol}`}
                onClick={() => forget.mutate({ params: { path: { id } } })}
              >
                Forget
              </Button>
            ),
          },
        ]}
      />
      <PageTurner cursors={cursors} next={next} onTurn={setCursors} />
    </Card>
  );
}
