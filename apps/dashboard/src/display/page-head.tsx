import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PageHeadProps {
  title: ReactNode;
  what?: ReactNode;
  /** Buttons on the right. */
  children?: ReactNode;
}

export function PageHead({ title, what, children }: PageHeadProps): ReactNode {
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <Stack gap={2}>
        <Title order={1} size="h3" style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {what && (
          <Text c="dimmed" size="sm" component="div">
            {what}
          </Text>
        )}
      </Stack>
      {children && <Group gap="xs">{children}</Group>}
    </Group>
  );
}
