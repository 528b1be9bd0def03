import { Button, Group, List, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { ErrorState } from '../display/error-state.js';
import { formatInstant } from '../display/format-instant.js';
import { Instant } from '../display/instant.js';
import { useExchange } from '../display/use-exchange.js';
import { isOfSchedules } from './is-of-schedules.js';

const PATH = '/api/v1/schedules/{job}';
const ZONES = Intl.supportedValuesOf('timeZone');
const MOST_OFFERED = 50;

interface TimesFormProps {
  job: Pick<Schemas['ScheduledJob'], 'job' | 'cron' | 'time_zone' | 'is_default'>;
  onClose: () => void;
}

/** Other times for a job, with its next ten runs by them before anything is changed. */
export function TimesForm({
  job: { job, cron, time_zone: zone, is_default: isDefault },
  onClose,
}: TimesFormProps): ReactNode {
  const [wish, setWish] = useState({ cron, time_zone: zone });
  const [asked] = useDebouncedValue(wish, 250);
  const queries = useQueryClient();
  const path = { job };
  const preview = api.useQuery(
    'put',
    PATH,
    { params: { path }, body: { ...asked, dry_run: true } },
    { placeholderData: keepPreviousData },
  );
  const settled = {
    onSuccess: () => {
      void queries.invalidateQueries({ predicate: ({ queryKey }) => isOfSchedules(queryKey) });
      onClose();
    },
    meta: {
      shown: true,
      done: (times: Schemas['ScheduleTimes']) =>
        `${job} now runs: ${times.description} (${times.time_zone}).`,
    },
  };
  const change = api.useMutation('put', PATH, settled);
  const reset = api.useMutation('post', `${PATH}/reset`, settled);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate({ params: { path }, body: wish });
  };
  const isUnchanged = wish.cron.trim() === cron && wish.time_zone === zone;
  const isAnswered = preview.data && !preview.error && !preview.isPlaceholderData;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`When ${job} runs`}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack component="form" gap="sm" {...{ onSubmit: submit }}>
        <TextInput
          label="Cron"
          description="Minute, hour, day, month, weekday"
          value={wish.cron}
          error={preview.error !== null}
          onChange={({ currentTarget: { value } }) => setWish({ ...wish, cron: value })}
        />
        <Select
          label="By the clock of"
          searchable
          allowDeselect={false}
          limit={MOST_OFFERED}
          data={ZONES.includes(zone) ? ZONES : [zone, ...ZONES]}
          value={wish.time_zone}
          onChange={(value) => value && setWish({ ...wish, time_zone: value })}
        />
        <div style={{ minHeight: 270 }} aria-live="polite">
          {preview.error ? (
            <ErrorState error={preview.error} />
          ) : (
            preview.data && <NextRuns times={preview.data} />
          )}
        </div>
        {(change.error ?? reset.error) && <ErrorState error={change.error ?? reset.error} />}
        <Group justify="space-between">
          <Button
            variant="default"
            disabled={isDefault}
            loading={reset.isPending}
            onClick={() => reset.mutate({ params: { path } })}
          >
            As it usually is
          </Button>
          <Group>
            <Button variant="default" onClick={onClose}>
              Leave it
            </Button>
            <Button type="submit" disabled={isUnchanged || !isAnswered} loading={change.isPending}>
              Change
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}

function NextRuns({ times }: { times: Schemas['ScheduleTimes'] }): ReactNode {
  const { zone } = useExchange();
  return (
    <>
      <Text size="sm" fw={600}>
        {times.description}
      </Text>
      <Text size="sm" c="dimmed" mb={4}>
        {times.paused
          ? 'It is paused; the next times would be'
          : 'The next times, by the clock of the exchange'}
      </Text>
      <List size="sm" type="ordered">
        {times.next_runs.map((at) => (
          <List.Item key={at}>
            <Instant at={at} />
            {times.time_zone !== zone && ` = ${formatInstant(at, times.time_zone)} there`}
          </List.Item>
        ))}
      </List>
    </>
  );
}
