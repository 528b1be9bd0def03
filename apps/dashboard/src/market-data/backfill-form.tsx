import {
  Alert,
  Button,
  Card,
  Group,
  Select,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { ErrorState } from '../display/error-state.js';
import { formatCount } from '../display/format-number.js';
import { SymbolsField } from '../display/symbols-field.js';

/** Symbols, ids of series, or words for all, by what the dataset is about. */
type Wish = Omit<Schemas['BackfillRequest'], 'symbols' | 'series'> & { subjects: string[] };

const DATASETS: Wish['dataset'][] = [
  'historical_prices',
  'fundamentals',
  'dividends',
  'earnings',
  'earnings_transcripts',
  'economic_indicators',
  'earnings_calendar',
  'economic_events',
  'news',
];

interface Subjects {
  label: string;
  description?: string;
  placeholder: string;
  offered?: readonly string[];
}

const SYMBOLS: Subjects = { label: 'Symbols', placeholder: 'AAPL, then Enter' };
/** Of the datasets that are not about symbols. */
const SUBJECTS: Partial<Record<Wish['dataset'], Subjects>> = {
  economic_indicators: {
    label: 'Series',
    description: 'As FRED names them',
    placeholder: 'CPIAUCSL, then Enter',
    offered: ['CPIAUCSL', 'DGS10', 'DGS2', 'FEDFUNDS', 'GDP', 'PAYEMS', 'T10Y2Y', 'UNRATE', 'VIXCLS'],
  },
  economic_events: { label: 'Country', placeholder: 'US, then Enter', offered: ['US'] },
};

/** Names of one kind say nothing to another. */
function toDataset(wish: Wish, dataset: Wish['dataset']): Partial<Wish> {
  const isSameKind = SUBJECTS[dataset] === SUBJECTS[wish.dataset];
  return { dataset, timeframe: undefined, ...(!isSameKind && { subjects: [] }) };
}

function toBody({ subjects, ...wish }: Wish): Schemas['BackfillRequest'] {
  return wish.dataset === 'economic_indicators'
    ? { ...wish, series: subjects }
    : { ...wish, symbols: subjects };
}

/** Daily bars when none is stated. */
const INTRADAY: NonNullable<Wish['timeframe']>[] = ['1m', '5m', '15m', '30m', '1h'];

/** Brings the past of a dataset, after saying what that would take. */
export function BackfillForm(): ReactNode {
  const navigate = useNavigate();
  const [wish, setWish] = useState<Wish>({ dataset: 'historical_prices', subjects: [], start: '', end: '' });
  const subjects = SUBJECTS[wish.dataset] ?? SYMBOLS;
  const backfill = api.useMutation('post', '/api/v1/market-data/backfill', {
    meta: { shown: true },
    onSuccess: (answer) => {
      if ('task_id' in answer)
        void navigate({ to: '/operations/tasks/$taskId', params: { taskId: answer.task_id } });
    },
  });
  const change = (part: Partial<Wish>): void => {
    backfill.reset();
    setWish({ ...wish, ...part });
  };
  const isComplete = wish.subjects.length > 0 && wish.start !== '' && wish.end !== '';
  const plan = backfill.data;
  return (
    <Stack>
      <Card withBorder padding="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label="Data"
            allowDeselect={false}
            data={DATASETS}
            value={wish.dataset}
            onChange={(dataset) => dataset && change(toDataset(wish, dataset))}
          />
          <SymbolsField
            label={subjects.label}
            description={subjects.description}
            placeholder={wish.subjects.length === 0 ? subjects.placeholder : undefined}
            offered={subjects.offered}
            value={wish.subjects}
            onChange={(given) => change({ subjects: given })}
          />
          <TextInput
            label="First day"
            type="date"
            value={wish.start}
            onChange={({ currentTarget: { value } }) => change({ start: value })}
          />
          <TextInput
            label="Last day"
            type="date"
            value={wish.end}
            onChange={({ currentTarget: { value } }) => change({ end: value })}
          />
          {wish.dataset === 'historical_prices' && (
            <Select
              label="Bars"
              placeholder="1d"
              clearable
              data={INTRADAY}
              value={wish.timeframe ?? null}
              onChange={(timeframe) => change({ timeframe: timeframe ?? undefined })}
            />
          )}
        </SimpleGrid>
        <Group justify="flex-end" mt="md">
          <Button
            disabled={!isComplete}
            loading={backfill.isPending}
            onClick={() => backfill.mutate({ body: { ...toBody(wish), dry_run: true } })}
          >
            Show the plan
          </Button>
        </Group>
      </Card>
      {backfill.error && <ErrorState error={backfill.error} />}
      {plan && (
        <Plan
          plan={plan}
          isStarting={backfill.isPending}
          onStart={() => backfill.mutate({ body: toBody(wish) })}
        />
      )}
    </Stack>
  );
}

interface PlanProps {
  plan: Schemas['BackfillPlan'];
  isStarting: boolean;
  onStart: () => void;
}

function Plan({ plan, isStarting, onStart }: PlanProps): ReactNode {
  const { requests, chunks, chunks_count: count } = plan;
  if (count === 0)
    return <Alert title="Nothing to ask for">These days have nothing that could be brought.</Alert>;
  return (
    <Card withBorder padding="md">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          Plan
        </Title>
        <Button size="xs" loading={isStarting} onClick={onStart}>
          Start
        </Button>
      </Group>
      <Text size="sm" role="status">
        Requests: {formatCount(requests)}, in parts: {formatCount(count)}. What is stored already stays, and a
        backfill that ends early goes on where it was.
      </Text>
      <Table fz="sm" verticalSpacing={4} mt="xs">
        <Table.Tbody>
          {chunks.map(({ symbols, from, to }) => (
            <Table.Tr key={`${symbols.join()} ${from}`}>
              <Table.Td>{symbols.join(', ')}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                {from} to {to}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {count > chunks.length && (
        <Text size="sm" c="dimmed">
          and {formatCount(count - chunks.length)} more
        </Text>
      )}
    </Card>
  );
}
