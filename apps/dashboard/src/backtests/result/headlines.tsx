import { Card, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { signClass } from '../../display/format-number.js';
import { MetricLabel } from './metric-label.js';
import { figureOf, HEADLINES, METRIC_WORDS } from './metric-words.js';

const SIGNED: ReadonlySet<string> = new Set(['return_pct', 'cagr_pct', 'max_drawdown_pct']);

export function Headlines({ metrics }: { metrics: Readonly<Record<string, unknown>> }): ReactNode {
  return (
    <SimpleGrid cols={{ base: 2, xs: 4, lg: 8 }} spacing="xs">
      {HEADLINES.map((name) => {
        const figure = figureOf(metrics, name);
        return (
          <Card key={name} withBorder padding="xs">
            <Text size="xs" c="dimmed" component="div" truncate>
              <MetricLabel name={name} />
            </Text>
            <Text fw={650} size="lg" className={`figures ${(SIGNED.has(name) && signClass(figure)) || ''}`}>
              {METRIC_WORDS[name].format(figure)}
            </Text>
          </Card>
        );
      })}
    </SimpleGrid>
  );
}
