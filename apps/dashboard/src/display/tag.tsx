import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';

/** A word that somebody gave to a run. */
export function Tag({ children }: { children: string }): ReactNode {
  return (
    <Badge size="sm" variant="outline" color="gray" c="var(--mantine-color-text)" tt="none" mr={4}>
      {children}
    </Badge>
  );
}
