import { Badge, Card, Code, Group, SimpleGrid, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { ErrorState } from '../display/error-state.js';
import { Instant } from '../display/instant.js';
import { LoadingState } from '../display/loading-state.js';

type Component = Schemas['ComponentHealth'];

const EVERY_MS = 10_000;
const COLOURS: Readonly<Record<Component['status'], string>> = {
  healthy: 'teal.9',
  degraded: 'orange.9',
  unhealthy: 'red.9',
};
const NAMES: Readonly<Record<string, string>> = {
  celery: 'Workers and queues',
  api: 'API',
  market_data: 'Market data',
};
const nameOf = (component: string): string =>
  NAMES[component] ?? component.charAt(0).toUpperCase() + component.slice(1);

/** How every component stands, asked every ten seconds. */
export function Health(): ReactNode {
  const { data, error, refetch } = api.useQuery(
    'get',
    '/api/v1/admin/health',
    {},
    { refetchInterval: EVERY_MS },
  );
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  return (
    <>
      <Group gap="xs" mb="sm" role="status">
        <Status status={data.overall_status} />
        <Text size="sm" c="dimmed" component="div">
          as of <Instant at={data.timestamp} />
        </Text>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {Object.entries(data.components).map(([name, component]) => (
          <Card key={name} withBorder padding="md">
            <Group justify="space-between" mb={4}>
              <Title order={2} size="h6">
                {nameOf(name)}
              </Title>
              <Status status={component.status} />
            </Group>
            {component.message && <Text size="sm">{component.message}</Text>}
            {Object.entries(component.details ?? {}).map(([detail, value]) => (
              <Detail key={detail} name={detail} value={value} />
            ))}
          </Card>
        ))}
      </SimpleGrid>
    </>
  );
}

function Status({ status }: { status: Component['status'] }): ReactNode {
  return (
    <Badge size="sm" variant="filled" tt="none" color={COLOURS[status]}>
      {status}
    </Badge>
  );
}

/** Queues have a tab of their own; what lists name stands in the message. */
function Detail({ name, value }: { name: string; value: unknown }): ReactNode {
  if (name === 'queues' || Array.isArray(value)) return null;
  const label = name.replaceAll('_', ' ');
  return (
    <Text size="sm" c="dimmed" component="div" style={{ overflowWrap: 'anywhere' }}>
      {label}:{' '}
      {typeof value === 'object' && value !== null ? (
        <Code>{JSON.stringify(value)}</Code>
      ) : name.endsWith('_at') ? (
        <Instant at={String(value)} />
      ) : (
        String(value)
      )}
    </Text>
  );
}
