import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { client, type Schemas } from '../../api/client.js';
import { toWords } from '../../api/problem.js';
import { ConfirmButton } from '../../display/confirm-button.js';
import { formatCount } from '../../display/format-number.js';

type Task = Schemas['RecordedTask'];

const CALLS = {
  cancel: {
    said: 'told to stop',
    send: (taskId: string) =>
      client.POST('/api/v1/admin/tasks/{task_id}/cancel', { params: { path: { task_id: taskId } } }),
  },
  replay: {
    said: 'run again',
    send: (taskId: string) =>
      client.POST('/api/v1/admin/tasks/{task_id}/replay', {
        params: { path: { task_id: taskId } },
        body: {},
      }),
  },
} as const;

interface Wish {
  call: keyof typeof CALLS;
  tasks: readonly Task[];
}

/** Tells each of the tasks; gives why some were refused. */
async function tellAll({ call, tasks }: Wish): Promise<unknown[]> {
  const answers = await Promise.all(tasks.map(({ task_id: taskId }) => CALLS[call].send(taskId)));
  return answers.flatMap(({ error }) => (error === undefined ? [] : [error]));
}

/** What can be done with the tasks that are ticked; what was refused is told with its reason. */
export function BulkActions({ tasks, onDone }: { tasks: readonly Task[]; onDone: () => void }): ReactNode {
  const queries = useQueryClient();
  const tell = useMutation({
    mutationFn: tellAll,
    onSuccess: (refusals, { call, tasks: told }) => {
      const done = formatCount(told.length - refusals.length);
      const reasons = [...new Set(refusals.map(toWords))];
      notifications.show({
        color: refusals.length > 0 ? 'orange' : 'teal',
        title: `Tasks ${CALLS[call].said}: ${done} of ${formatCount(told.length)}`,
        message: reasons.join('\n'),
      });
      onDone();
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/admin/tasks'] });
    },
  });
  const ended = tasks.filter(({ finished_at: at }) => at !== null);
  const going = tasks.filter(({ finished_at: at }) => at === null);
  return (
    <Group gap="xs" mb={4} mih={30} role="group" aria-label="Ticked tasks">
      <Text size="sm" c={tasks.length > 0 ? undefined : 'dimmed'}>
        {tasks.length > 0
          ? `Ticked: ${formatCount(tasks.length)}`
          : 'Tick tasks to run them again or cancel them.'}
      </Text>
      {ended.length > 0 && (
        <Button
          size="xs"
          variant="default"
          loading={tell.isPending}
          onClick={() => tell.mutate({ call: 'replay', tasks: ended })}
        >
          Run {formatCount(ended.length)} again
        </Button>
      )}
      {going.length > 0 && (
        <ConfirmButton
          label={`Cancel ${formatCount(going.length)}`}
          question={`Cancel ${formatCount(going.length)} tasks?`}
          loading={tell.isPending}
          onConfirm={() => tell.mutate({ call: 'cancel', tasks: going })}
        >
          What they have done so far is lost. They can be run again, as new tasks.
        </ConfirmButton>
      )}
      {tasks.length > 0 && (
        <Button size="xs" variant="subtle" onClick={onDone}>
          Tick none
        </Button>
      )}
    </Group>
  );
}
