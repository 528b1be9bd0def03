import { Button, Group, Modal, Select, SimpleGrid, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api } from '../api/client.js';
import { ErrorState } from '../display/error-state.js';

/** Jobs that keep the house, not data: they take nothing. */
const WITHOUT_PARAMS = new Set(['cleanup', 'compaction', 'health_check']);
const TIMEFRAMES = ['1d', '1h', '30m', '15m', '5m', '1m'];

/** Starts a job now; what is left empty is as the job usually does it. */
export function TriggerForm({ job, onClose }: { job: string; onClose: () => void }): ReactNode {
  const navigate = useNavigate();
  const [symbols, setSymbols] = useState<string[]>([]);
  const [days, setDays] = useState({ start: '', end: '' });
  const [timeframe, setTimeframe] = useState<string | null>(null);
  const known = api.useQuery('get', '/api/v1/market-data/symbols', {});
  const trigger = api.useMutation('post', '/api/scheduler/celery/tasks/trigger', {
    meta: { shown: true },
    onSuccess: ({ task_id: taskId }) =>
      void navigate({ to: '/operations/tasks/$taskId', params: { taskId } }),
  });
  const hasPrices = job === 'historical_prices';
  const params = {
    ...(symbols.length > 0 && { symbols }),
    ...(days.start && { start: days.start }),
    ...(days.end && { end: days.end }),
    ...(timeframe && { timeframe }),
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Start ${job} now`}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack
        component="form"
        gap="sm"
        {...{
          onSubmit: (event: { preventDefault: () => void }) => {
            event.preventDefault();
            trigger.mutate({ body: { job_name: job, params } });
          },
        }}
      >
        {WITHOUT_PARAMS.has(job) ? (
          <Text size="sm">It takes no parameters.</Text>
        ) : (
          <>
            <TagsInput
              label="Symbols or series"
              description="All that the job usually brings when empty"
              data={known.data?.symbols.map(({ symbol }) => symbol) ?? []}
              value={symbols}
              onChange={(given) => setSymbols(given.map((symbol) => symbol.toUpperCase()))}
            />
            <SimpleGrid cols={hasPrices ? 1 : 2}>
              <TextInput
                type="date"
                label="First day"
                value={days.start}
                onChange={({ currentTarget: { value } }) => setDays({ ...days, start: value })}
              />
              {hasPrices ? (
                <Select
                  label="Bars"
                  placeholder="1d"
                  clearable
                  data={TIMEFRAMES}
                  value={timeframe}
                  onChange={setTimeframe}
                />
              ) : (
                <TextInput
                  type="date"
                  label="Last day"
                  value={days.end}
                  onChange={({ currentTarget: { value } }) => setDays({ ...days, end: value })}
                />
              )}
            </SimpleGrid>
          </>
        )}
        {trigger.error && <ErrorState error={trigger.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
          <Button type="submit" loading={trigger.isPending}>
            Start
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
