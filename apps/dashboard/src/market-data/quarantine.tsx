import 'mantine-datatable/styles.css';
import { Badge, Button, Card, Code, Select } from '@mantine/core';
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
const PAGE = 50;
const SEVERITIES: Entry['severity'][] = ['error', 'warning'];

/** What providers and files said that was not stored, or was and looks strange. */
export function Quarantine(): ReactNode {
  const [severity, setSeverity] = useState<Entry['severity'] | null>(null);
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors.at(-1);
  const queries = useQueryClient();
  const answer = api.useQuery(
    'get',
    PATH,
    { params: { query: { limit: PAGE, ...(severity && { severity }), ...(cursor && { cursor }) } } },
    { placeholderData: keepPreviousData },
  );
  const forget = api.useMutation('delete', `${PATH}/{id}`, {
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['get', PATH] }),
  });
  const page = answer.data as Page | undefined;
  if (answer.error && !page) return <ErrorState error={answer.error} retry={() => void answer.refetch()} />;
  if (!page) return <LoadingState />;
  if (page.items.length === 0 && !severity && !cursor)
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
      <Select
        mb="sm"
        w={180}
        size="xs"
        aria-label="Severity"
        placeholder="Any severity"
        clearable
        data={SEVERITIES}
        value={severity}
        onChange={(value) => {
          setSeverity(value);
          setCursors([]);
        }}
      />
      <DataTable<Entry>
        records={page.items}
        fz="sm"
        horizontalSpacing="xs"
        minHeight={160}
        noRecordsText="Nothing fits"
        columns={[
          { accessor: 'symbol', title: 'Symbol' },
          { accessor: 'dataset', title: 'Data', noWrap: true },
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
          { accessor: 'reason', title: 'Why', width: 190 },
          {
            accessor: 'content',
            title: 'What was said',
            width: 250,
            render: ({ content }) => <Code style={{ overflowWrap: 'anywhere' }}>{content}</Code>,
          },
          { accessor: 'provider', title: 'By' },
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
