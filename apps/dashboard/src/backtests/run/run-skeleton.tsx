import { SimpleGrid, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { HEADLINES } from '../result/metric-words.js';

/** Holds the places of what a result shows first, so that nothing jumps when it comes. */
export function RunSkeleton(): ReactNode {
  return (
    <Stack gap="sm" role="status" aria-live="polite">
      <VisuallyHidden>Loading</VisuallyHidden>
      <Skeleton h={20} w="60%" />
      <SimpleGrid cols={{ base: 2, xs: 4, lg: 8 }} spacing="xs">
        {HEADLINES.map((name) => (
          <Skeleton key={name} h={68} />
        ))}
      </SimpleGrid>
      <Skeleton h={36} />
      <Skeleton h={468} />
    </Stack>
  );
}
