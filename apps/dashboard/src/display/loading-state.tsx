import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';

/** Holds the place of what is on its way. */
export function LoadingState({ height = 320 }: { height?: number }): ReactNode {
  return (
    <Stack role="status" aria-live="polite">
      <VisuallyHidden>Loading</VisuallyHidden>
      <Skeleton h={28} w="40%" />
      <Skeleton h={height} />
    </Stack>
  );
}
