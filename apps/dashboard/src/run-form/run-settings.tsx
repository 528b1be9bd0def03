import {
  Accordion,
  Card,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { api } from '../api/client.js';
import { parseDocument, symbolsOf, type RunDraft } from './run-draft.js';
import { storedRange, storedTimeframes, TIMEFRAMES } from './stored-range.js';

interface RunSettingsProps {
  draft: RunDraft;
  change: (part: Partial<RunDraft>) => void;
  /** Fields for the values of parameters are left out where a search has ranges instead. */
  withParams?: boolean;
}

const FLAGS = [
  ['whole_units', 'Whole units only'],
  ['finalize_trades', 'Close open trades at the end'],
  ['hedging', 'Long and short at once'],
  ['drill_down', 'Look inside bars for stop or target'],
] as const;

const SLIPPAGES = [
  { value: 'none', label: 'none' },
  { value: 'bps', label: 'basis points' },
  { value: 'ticks', label: 'money per unit' },
  { value: 'range', label: 'share of the range' },
  { value: 'volume', label: 'by share of volume' },
];

/** The world of a run: symbols, time, money, costs, execution. */
export function RunSettings({ draft, change, withParams = true }: RunSettingsProps): ReactNode {
  const { data } = api.useQuery('get', '/api/v1/market-data/symbols', {});
  const instruments = useMemo(() => data?.symbols ?? [], [data]);
  const document = parseDocument(draft.strategy);
  const symbols = draft.symbols.length > 0 ? draft.symbols : document ? symbolsOf(document) : [];
  const range = storedRange(instruments, symbols, draft.timeframe);
  const frames = storedTimeframes(instruments, symbols);
  const known = [...new Set([...instruments.map(({ symbol }) => symbol), ...symbols])];
  const params = Object.entries((document?.params ?? {}) as Record<string, { value: number; step?: number }>);
  const number = (key: 'capital' | 'commissionPct' | 'commissionFixed' | 'spreadPct' | 'slippageValue') => ({
    value: draft[key],
    min: 0,
    onChange: (value: number | string) => {
      if (typeof value === 'number') change({ [key]: value });
    },
  });
  return (
    <Card withBorder padding="md">
      <Title order={2} size="h5" mb="sm">
        Run
      </Title>
      <Stack gap="sm">
        <MultiSelect
          label="Symbols"
          data={known}
          value={symbols}
          onChange={(next) => change({ symbols: next })}
          searchable
          hidePickedOptions
          nothingFoundMessage="Not stored: import it or add it under Market data"
        />
        <Group grow align="flex-start">
          <Select
            label="Timeframe"
            allowDeselect={false}
            value={draft.timeframe}
            data={TIMEFRAMES.map((value) => ({ value, label: value, disabled: !frames.includes(value) }))}
            onChange={(value) => change({ timeframe: value as RunDraft['timeframe'] })}
          />
          <NumberInput label="Capital" thousandSeparator="," step={10_000} {...number('capital')} />
        </Group>
        <div>
          <Group grow align="flex-start">
            <TextInput
              label="First day"
              type="date"
              min={range?.first}
              max={range?.last}
              value={draft.start || (range?.first ?? '')}
              onChange={({ currentTarget }) => change({ start: currentTarget.value })}
            />
            <TextInput
              label="Last day"
              type="date"
              min={range?.first}
              max={range?.last}
              value={draft.end || (range?.last ?? '')}
              onChange={({ currentTarget }) => change({ end: currentTarget.value })}
            />
          </Group>
          <Text size="xs" mt={4} c={range || !data ? 'dimmed' : 'var(--mantine-color-error)'} mih={18}>
            {range
              ? `Stored: ${range.first} to ${range.last}`
              : data && 'These symbols have no stored bars of this timeframe in common'}
          </Text>
        </div>
        <Select
          label="Benchmark"
          placeholder="Buy and hold"
          clearable
          data={known}
          value={draft.benchmark}
          onChange={(benchmark) => change({ benchmark })}
        />
        {withParams && params.length > 0 && (
          <SimpleGrid cols={{ base: 2 }} spacing="sm">
            {params.map(([name, { value, step }]) => (
              <NumberInput
                key={name}
                label={`Parameter ${name}`}
                step={step}
                value={draft.params[name] ?? value}
                onChange={(next) => {
                  if (typeof next === 'number') change({ params: { ...draft.params, [name]: next } });
                }}
              />
            ))}
          </SimpleGrid>
        )}
        <Accordion variant="separated" chevronPosition="left" multiple defaultValue={[]} order={3}>
          <Accordion.Item value="costs">
            <Accordion.Control>
              Costs
              <Text span size="xs" c="dimmed" ml="xs">
                {draft.commissionPct} % commission
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <SimpleGrid cols={2} spacing="sm">
                <NumberInput label="Commission, %" step={0.01} {...number('commissionPct')} />
                <NumberInput label="Per order, money" {...number('commissionFixed')} />
                <NumberInput label="Spread, %" step={0.01} {...number('spreadPct')} />
                <Select
                  label="Slippage"
                  data={SLIPPAGES}
                  allowDeselect={false}
                  value={draft.slippageKind}
                  onChange={(kind) => change({ slippageKind: kind as RunDraft['slippageKind'] })}
                />
                {draft.slippageKind !== 'none' && (
                  <NumberInput label="Slippage, amount" {...number('slippageValue')} />
                )}
              </SimpleGrid>
            </Accordion.Panel>
          </Accordion.Item>
          <Accordion.Item value="execution">
            <Accordion.Control>
              Execution and data
              <Text span size="xs" c="dimmed" ml="xs">
                {draft.execution.fill === 'next_open' ? 'fills at the next open' : 'fills at the close'}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <SimpleGrid cols={2} spacing="sm">
                <Select
                  label="Fill"
                  allowDeselect={false}
                  data={[
                    { value: 'next_open', label: 'at the next open' },
                    { value: 'close', label: 'at the close' },
                  ]}
                  value={draft.execution.fill}
                  onChange={(fill) => change({ execution: { ...draft.execution, fill: fill as 'close' } })}
                />
                <Select
                  label="Rules of"
                  allowDeselect={false}
                  data={[
                    { value: 'default', label: 'Barkeep' },
                    { value: 'backtesting_py', label: 'backtesting.py' },
                  ]}
                  value={draft.execution.preset}
                  onChange={(preset) =>
                    change({ execution: { ...draft.execution, preset: preset as 'default' } })
                  }
                />
                <NumberInput
                  label="Margin, share"
                  min={0.001}
                  max={1}
                  step={0.1}
                  value={draft.execution.margin}
                  onChange={(margin) => {
                    if (typeof margin === 'number') change({ execution: { ...draft.execution, margin } });
                  }}
                />
                <Select
                  label="Prices"
                  allowDeselect={false}
                  data={[
                    { value: 'split', label: 'adjusted for splits' },
                    { value: 'total', label: 'and for dividends' },
                    { value: 'raw', label: 'as traded' },
                  ]}
                  value={draft.adjust}
                  onChange={(adjust) => change({ adjust: adjust as RunDraft['adjust'] })}
                />
              </SimpleGrid>
              <Stack gap="xs" mt="sm">
                {FLAGS.map(([flag, label]) => (
                  <Switch
                    key={flag}
                    label={label}
                    checked={draft.execution[flag]}
                    onChange={({ currentTarget: { checked } }) =>
                      change({ execution: { ...draft.execution, [flag]: checked } })
                    }
                  />
                ))}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
        <TagsInput
          label="Tags"
          placeholder="to find it again"
          value={draft.tags}
          onChange={(tags) => change({ tags })}
          maxTags={20}
        />
      </Stack>
    </Card>
  );
}
