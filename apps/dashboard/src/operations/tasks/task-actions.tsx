import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, type Schemas } from '../../api/client.js';

type Task = Pick<Schemas['RecordedTask'], 'task_id' | 'job' | 'finished_at'>;

/** Stops a task that goes on; runs one again that has ended, as a new task. */
export function TaskActions({
  task: { task_id: taskId, job, finished_at: endedAt },
}: {
  task: Task;
}): ReactNode {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const path = { params: { path: { task_id: taskId } } };
  const cancel = api.useMutation('post', '/api/v1/admin/tasks/{task_id}/cancel', {
    meta: { done: () => `${job} is told to stop.` },
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['get', '/api/v1/admin/tasks'] }),
  });
  const replay = api.useMutation('post', '/api/v1/admin/tasks/{task_id}/replay', {
    meta: { done: () => `${job} runs again, as this new task.` },
    onSuccess: ({ task_id: next }) =>
      void navigate({ to: '/operations/tasks/$taskId', params: { taskId: next } }),
  });
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end" onClick={(event) => event.stopPropagation()}>
      {endedAt === null ? (
        <Button
          size="xs"
          variant="default"
          aria-label={`${cancel.isSuccess ? 'Stopping' : 'Cancel'} ${job}`}
          disabled={cancel.isSuccess}
          loading={cancel.isPending}
          onClick={() => cancel.mutate(path)}
        >
          {cancel.isSuccess ? 'Stopping' : 'Cancel'}
        </Button>
      ) : (
        <Button
          size="xs"
          variant="default"
          aria-label={`Run again: ${job}`}
          loading={replay.isPending}
          onClick={() => replay.mutate({ ...path, body: {} })}
        >
          Run again
        </Button>
      )}
    </Group>
  );
}
