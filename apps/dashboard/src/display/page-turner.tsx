import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';

interface PageTurnerProps {
  /** Where the pages begin that were turned, oldest first; none on the first page. */
  cursors: readonly string[];
  /** Where the next page begins; nothing on the last. */
  next: string | null | undefined;
  onTurn: (cursors: string[]) => void;
}

/** Newer and further below a list that is read page by page. */
export function PageTurner({ cursors, next, onTurn }: PageTurnerProps): ReactNode {
  return (
    <Group justify="flex-end" mt="sm" gap="xs">
      <Button
        size="xs"
        variant="default"
        disabled={cursors.length === 0}
        onClick={() => onTurn(cursors.slice(0, -1))}
      >
        Newer
      </Button>
      <Button size="xs" variant="default" disabled={!next} onClick={() => next && onTurn([...cursors, next])}>
        Further
      </Button>
    </Group>
  );
}
