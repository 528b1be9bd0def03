import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';

/** Of tasks, runs and outcomes alike; a word always stands beside the colour. */
const COLOURS: Readonly<Record<string, string>> = {
  running: 'indigo.7',
  completed: 'teal.9',
  ok: 'teal.9',
  done: 'teal.9',
  failed: 'red.9',
  timeout: 'red.9',
  partial: 'orange.9',
  empty: 'orange.9',
  refused: 'orange.9',
};

export function StatusBadge({ status }: { status: string }): ReactNode {
  return (
    <Badge size="sm" miw="max-content" variant="filled" color={COLOURS[status] ?? 'gray.7'} tt="none">
      {status}
    </Badge>
  );
}
