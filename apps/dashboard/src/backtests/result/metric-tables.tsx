import { Card, SimpleGrid, Table, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { MetricLabel } from './metric-label.js';
import { figureOf, METRIC_GROUPS } from './metric-words.js';

/** Every metric of the result, by what it is about. */
export function MetricTables({ metrics }: { metrics: Readonly<Record<string, unknown>> }): ReactNode {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
      {Object.entries(METRIC_GROUPS).map(([group, words]) => (
        <Card key={group} withBorder padding="sm">
          <Title order={3} size="h6" mb={4}>
            {group}
          </Title>
          <Table verticalSpacing={3} horizontalSpacing={0}>
            <Table.Tbody>
              {Object.entries(words).map(([name, { format }]) => (
                <Table.Tr key={name}>
                  <Table.Td>
                    <MetricLabel name={name} />
                  </Table.Td>
                  <Table.Td ta="right" fw={550}>
                    {format(figureOf(metrics, name))}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Card>
      ))}
    </SimpleGrid>
  );
}
