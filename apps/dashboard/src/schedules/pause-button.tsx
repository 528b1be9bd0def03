import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../api/client.js';
import { isOfSchedules } from './is-of-schedules.js';

/** Leaves out the slots of a job from now on, or runs them again. */
export function PauseButton({ job, paused }: { job: string; paused: boolean }): ReactNode {
  const queries = useQueryClient();
  const refresh = {
    onSuccess: () => void queries.invalidateQueries({ predicate: ({ queryKey }) => isOfSchedules(queryKey) }),
  };
  const pause = api.useMutation('post', '/api/v1/schedules/{job}/pause', {
    ...refresh,
    meta: { done: () => `${job} is paused: its slots are left out. A run that has begun goes on.` },
  });
  const resume = api.useMutation('post', '/api/v1/schedules/{job}/resume', {
    ...refresh,
    meta: { done: () => `${job} runs by its slots again.` },
  });
  const path = { params: { path: { job } } };
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={`${paused ? 'Resume' : 'Pause'} ${job}`}
      loading={pause.isPending || resume.isPending}
      onClick={() => (paused ? resume : pause).mutate(path)}
    >
      {paused ? 'Resume' : 'Pause'}
    </Button>
  );
}
