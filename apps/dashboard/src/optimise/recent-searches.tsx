import { Card, Table, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../api/client.js';
import { Instant } from '../display/instant.js';
import { StatusBadge } from '../display/status-badge.js';

const SHOWN = 8;

export function RecentSearches(): ReactNode {
  const { data } = api.useQuery('get', '/api/v1/admin/tasks', {
    params: { query: { job: 'optimise_run', limit: SHOWN } },
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Card withBorder padding="md">
      <Title order={2} size="h5" mb="xs">
        Earlier searches
      </Title>
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {data.items.map(({ task_id: taskId, created_at: at, status }) => (
            <Table.Tr key={taskId}>
              <Table.Td>
                <Link to="/optimise/$taskId" params={{ taskId }} style={{ color: 'inherit' }}>
                  <Instant at={at} />
                </Link>
              </Table.Td>
              <Table.Td ta="right">
                <StatusBadge status={status} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}
