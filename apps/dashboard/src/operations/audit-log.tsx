import 'mantine-datatable/styles.css';
import { Card, Code, Group, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconNotes } from '@tabler/icons-react';
import { keepPreviousData } from '@tanstack/react-query';
import { DataTable } from 'mantine-datatable';
import { useState, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { ErrorState } from '../display/error-state.js';
import { Instant } from '../display/instant.js';
import { LoadingState } from '../display/loading-state.js';
import { NothingHere } from '../display/nothing-here.js';
import { PageTurner } from '../display/page-turner.js';
import { StatusBadge } from '../display/status-badge.js';

const PAGE = 50;
const EVERY_MS = 10_000;

/** Who changed what, and how it went. */
export function AuditLog(): ReactNode {
  const [given, setGiven] = useState({ actor: '', target: '' });
  const [cursors, setCursors] = useState<string[]>([]);
  const [{ actor, target }] = useDebouncedValue(given, 250);
  const cursor = cursors.at(-1);
  const query = {
    limit: PAGE,
    ...(actor && { actor }),
    ...(target && { target }),
    ...(cursor && { cursor }),
  };
  const { data, error, refetch } = api.useQuery(
    'get',
    '/api/v1/admin/audit',
    { params: { query } },
    { placeholderData: keepPreviousData, refetchInterval: EVERY_MS },
  );
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  if (data.items.length === 0 && !actor && !target && !cursor)
    return (
      <Card withBorder>
        <NothingHere icon={IconNotes} title="Nobody changed anything yet">
          Every call that may change something is put on record here: who, what, and how it went.
        </NothingHere>
      </Card>
    );
  const field = (name: keyof typeof given, label: string, placeholder: string) => (
    <TextInput
      size="xs"
      aria-label={label}
      placeholder={placeholder}
      value={given[name]}
      onChange={({ currentTarget: { value } }) => {
        setGiven({ ...given, [name]: value.trim() });
        setCursors([]);
      }}
    />
  );
  return (
    <Card withBorder padding="sm">
      <Group mb="sm" gap="xs">
        {field('actor', 'Who', 'Who, in full')}
        {field('target', 'Whom it is about', 'Queue, worker, task …, in full')}
      </Group>
      <DataTable<Schemas['AuditEntry']>
        idAccessor="request_id"
        records={data.items}
        fz="sm"
        horizontalSpacing="xs"
        minHeight={160}
        noRecordsText="Nothing fits"
        columns={[
          { accessor: 'at', title: 'At', render: ({ at }) => <Instant at={at} /> },
          { accessor: 'actor', title: 'Who', noWrap: true },
          {
            accessor: 'path',
            title: 'What',
            render: ({ method, path }) => (
              <Code style={{ overflowWrap: 'anywhere' }}>
                {method} {path}
              </Code>
            ),
          },
          { accessor: 'target', title: 'About' },
          {
            accessor: 'outcome',
            title: 'How it went',
            render: ({ outcome, status }) => (
              <Group gap={6} wrap="nowrap">
                <StatusBadge status={outcome} /> {status}
              </Group>
            ),
          },
        ]}
      />
      <PageTurner cursors={cursors} next={data.next_cursor} onTurn={setCursors} />
    </Card>
  );
}
