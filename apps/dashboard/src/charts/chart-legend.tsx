import { ColorSwatch, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export interface LegendRow {
  name: string;
  colour: string;
  value: string;
}

/** Names and values of the series; its height does not change with them. */
export function ChartLegend({ rows }: { rows: readonly LegendRow[] }): ReactNode {
  return (
    <Group gap="2px 16px" mih={22} className="figures" wrap="wrap">
      {rows.map(({ name, colour, value }) => (
        <Group key={name} gap={6} wrap="nowrap">
          {colour !== 'transparent' && <ColorSwatch color={colour} size={10} withShadow={false} />}
          <Text size="xs" c="dimmed">
            {name}
          </Text>
          {value && (
            <Text size="xs" fw={600}>
              {value}
            </Text>
          )}
        </Group>
      ))}
    </Group>
  );
}
