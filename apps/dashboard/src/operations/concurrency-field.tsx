import { Button, Group, NumberInput, Text } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { formatCount, NO_FIGURE } from '../display/format-number.js';

const MOST = 1_000;

/** How many tasks a worker runs at once, and how many of each queue it is to run from now on. */
export function ConcurrencyField({
  worker: { name, concurrency, queues },
}: {
  worker: Schemas['Worker'];
}): ReactNode {
  const [wanted, setWanted] = useState<number | string>('');
  const change = api.useMutation('post', '/api/v1/admin/workers/{name}/concurrency', {
    meta: {
      done: (told: Schemas['ToldWorker']) =>
        `${name} runs at most ${formatCount(told.concurrency)} tasks at once, until it starts anew.`,
    },
    onSuccess: () => setWanted(''),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate({ params: { path: { name } }, body: { concurrency: Number(wanted) } });
  };
  return (
    <Group gap="xs" component="form" {...{ onSubmit: submit }}>
      <Text size="sm" w={70}>
        {concurrency === null ? NO_FIGURE : `${formatCount(concurrency)} tasks`}
      </Text>
      <NumberInput
        size="xs"
        w={110}
        min={1}
        max={MOST}
        clampBehavior="strict"
        allowDecimal={false}
        aria-label={`Tasks of each queue that ${name} runs at once`}
        placeholder={queues.length > 1 ? 'of each queue' : 'change'}
        value={wanted}
        onChange={setWanted}
      />
      <Button
        size="xs"
        variant="default"
        type="submit"
        disabled={wanted === ''}
        loading={change.isPending}
        aria-label={`Set how many tasks ${name} runs at once`}
      >
        Set
      </Button>
    </Group>
  );
}
