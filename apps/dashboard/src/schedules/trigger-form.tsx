import { Button, Group, Modal, Select, SimpleGrid, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { ErrorState } from '../display/error-state.js';
import { LoadingState } from '../display/loading-state.js';
import { SymbolsField } from '../display/symbols-field.js';

type Param = Schemas['JobParam'];
type Value = string | string[];

const LABELS: Readonly<Record<string, string>> = {
  symbols: 'Symbols or series',
  start: 'First day',
  end: 'Last day',
  timeframe: 'Bars',
};
/** Whom it is about comes first, then the days. */
const ORDER = Object.keys(LABELS);
const placeOf = ({ name }: Param): number => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1);

/** Starts a job now; what is left empty is as the job usually does it. */
export function TriggerForm({ job, onClose }: { job: string; onClose: () => void }): ReactNode {
  const navigate = useNavigate();
  const [given, setGiven] = useState<Readonly<Record<string, Value>>>({});
  const jobs = api.useQuery('get', '/api/scheduler/celery/jobs/available', {});
  const trigger = api.useMutation('post', '/api/scheduler/celery/tasks/trigger', {
    meta: { shown: true, done: () => `${job} is started, as this task.` },
    onSuccess: ({ task_id: taskId }) =>
      void navigate({ to: '/operations/tasks/$taskId', params: { taskId } }),
  });
  const known = jobs.data?.jobs.find(({ name }) => name === job);
  const params = known?.params.toSorted((one, other) => placeOf(one) - placeOf(other)) ?? [];
  const isComplete = params.every(({ name, required }) => !required || given[name]?.length);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const stated = Object.entries(given).filter(([, value]) => value.length > 0);
    trigger.mutate({ body: { job_name: job, params: Object.fromEntries(stated) } });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Start ${job} now`}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack component="form" gap="sm" {...{ onSubmit: submit }}>
        {!jobs.data && !jobs.error && <LoadingState height={100} />}
        {known && <Text size="sm">{known.summary}.</Text>}
        {known && params.length === 0 && (
          <Text size="sm" c="dimmed">
            It takes no parameters.
          </Text>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {params.map((param) => (
            <ParamField
              key={param.name}
              param={param}
              value={given[param.name]}
              onChange={(value) => setGiven({ ...given, [param.name]: value })}
            />
          ))}
        </SimpleGrid>
        {(jobs.error ?? trigger.error) && <ErrorState error={jobs.error ?? trigger.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
          <Button type="submit" disabled={!known || !isComplete} loading={trigger.isPending}>
            Start
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface ParamFieldProps {
  param: Param;
  value: Value | undefined;
  onChange: (value: Value) => void;
}

function ParamField({
  param: { name, kind, choices, required },
  value,
  onChange,
}: ParamFieldProps): ReactNode {
  const label = LABELS[name] ?? name.replaceAll('_', ' ');
  const whole = { gridColumn: '1 / -1' };
  if (kind === 'texts') {
    const field = { label, required, style: whole, value: (value as string[] | undefined) ?? [] };
    return name === 'symbols' ? (
      <SymbolsField
        {...field}
        description="Everything that the job usually brings when empty"
        onChange={onChange}
      />
    ) : (
      <TagsInput {...field} onChange={onChange} />
    );
  }
  if (kind === 'choice')
    return (
      <Select
        label={label}
        placeholder="as usual"
        required={required}
        clearable
        data={choices}
        value={(value as string | undefined) ?? null}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
    );
  return (
    <TextInput
      type={kind === 'day' ? 'date' : 'text'}
      label={label}
      required={required}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
