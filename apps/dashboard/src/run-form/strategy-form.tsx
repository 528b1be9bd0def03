import type { CompletionSource } from '@codemirror/autocomplete';
import {
  ActionIcon,
  Alert,
  Button,
  Group,
  NumberInput,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMemo, type ReactNode } from 'react';
import type { Fault } from '../api/problem.js';
import { findSlots, withValue } from './document-slots.js';
import { ExpressionField } from './expression-field.js';
import type { StrategyDocument } from './run-draft.js';

interface StrategyFormProps {
  document: StrategyDocument;
  onChange: (document: StrategyDocument) => void;
  faults: readonly Fault[];
  complete: CompletionSource;
}

interface Parameter {
  value: number;
  min?: number;
  max?: number;
  step?: number;
}

const COLUMNS = ['value', 'min', 'max', 'step'] as const;
const SIZINGS = ['equity', 'cash', 'qty', 'risk', 'vol_target'];
const NO_FAULTS: readonly Fault[] = [];

/** What a rule of one side can be given by a click: its pointer and what stands there at first. */
function offersFor(document: StrategyDocument): { label: string; path: string; value: unknown }[] {
  const rules = document.rules as Record<string, { exit?: string; stops?: unknown[] }> | undefined;
  if (!rules) return [];
  return [
    ...Object.entries(rules).flatMap(([side, { exit, stops = [] }]) => [
      ...(exit === undefined
        ? [{ label: `Rule to leave ${side}`, path: `/rules/${side}/exit`, value: 'bars_held > 10' }]
        : []),
      {
        label: `Stop of ${side}`,
        path: `/rules/${side}/stops`,
        value: [
          ...stops,
          { kind: 'stop', at: side === 'short' ? 'entry_price * 1.05' : 'entry_price * 0.95' },
        ],
      },
    ]),
    ...(rules.short
      ? []
      : [{ label: 'Short side', path: '/rules/short', value: { enter: 'close < lowest(low, 20)[1]' } }]),
  ];
}

/** The strategy as fields: what it is called, its parameters, each of its expressions, its size. */
export function StrategyForm({ document, onChange, faults, complete }: StrategyFormProps): ReactNode {
  const set = (path: string, value: unknown): void => onChange(withValue(document, path, value));
  const slots = findSlots(document);
  const paths = new Set(slots.map(({ path }) => path));
  const byPath = useMemo(() => Map.groupBy(faults, ({ path }) => path), [faults]);
  const elsewhere = faults.filter(({ path }) => !paths.has(path));
  const sizing = document.sizing as { kind?: string; value?: unknown } | undefined;
  return (
    <Stack gap="md">
      <TextInput
        label="Name"
        value={typeof document.name === 'string' ? document.name : ''}
        onChange={({ currentTarget }) => set('/name', currentTarget.value)}
      />
      {typeof document.description === 'string' && (
        <Text size="sm" c="dimmed">
          {document.description}
        </Text>
      )}
      <ParameterTable
        params={(document.params ?? {}) as Record<string, Parameter>}
        onChange={(params) => set('/params', params)}
      />
      {slots.map(({ path, label, value }) => (
        <ExpressionField
          key={path}
          label={label}
          value={value}
          onChange={(next) => set(path, next)}
          faults={byPath.get(path) ?? NO_FAULTS}
          complete={complete}
        />
      ))}
      <Group gap="xs">
        {offersFor(document).map(({ label, path, value }) => (
          <Button
            key={path}
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => set(path, value)}
          >
            {label}
          </Button>
        ))}
      </Group>
      {'rules' in document && (
        <Group grow align="flex-start">
          <Select
            label="Size by"
            data={SIZINGS}
            value={sizing?.kind ?? 'equity'}
            allowDeselect={false}
            onChange={(kind) => set('/sizing', { value: 1, ...sizing, kind })}
          />
          {typeof (sizing?.value ?? 1) === 'number' && (
            <NumberInput
              label="Size"
              value={Number(sizing?.value ?? 1)}
              step={0.05}
              min={0}
              onChange={(value) => {
                if (typeof value === 'number') set('/sizing', { kind: 'equity', ...sizing, value });
              }}
            />
          )}
        </Group>
      )}
      {elsewhere.length > 0 && (
        <Alert color="red" title="Not in a field of this form">
          {elsewhere.map(({ path, message }) => `${path}: ${message}`).join('; ')}
        </Alert>
      )}
    </Stack>
  );
}

function ParameterTable({
  params,
  onChange,
}: {
  params: Record<string, Parameter>;
  onChange: (params: Record<string, Parameter>) => void;
}): ReactNode {
  const entries = Object.entries(params);
  const freeName = ['n', 'm', 'k', 'fast', 'slow'].find((name) => !(name in params)) ?? `p${entries.length}`;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={3} size="h6">
          Parameters
        </Title>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange({ ...params, [freeName]: { value: 20, min: 5, max: 100, step: 5 } })}
        >
          Parameter
        </Button>
      </Group>
      {entries.length > 0 && (
        <Table.ScrollContainer minWidth={380} type="native">
          <Table verticalSpacing={4} horizontalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                {['Name', ...COLUMNS, ''].map((column) => (
                  <Table.Th key={column}>{column}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {entries.map(([name, parameter], row) => (
                <Table.Tr key={row}>
                  <Table.Td>
                    <TextInput
                      size="xs"
                      aria-label="Name of the parameter"
                      value={name}
                      onChange={({ currentTarget: { value } }) => {
                        if (/^[a-z_]\w*$/i.test(value) && !(value in params))
                          onChange(
                            Object.fromEntries(
                              entries.map(([key, kept]) => [key === name ? value : key, kept]),
                            ),
                          );
                      }}
                    />
                  </Table.Td>
                  {COLUMNS.map((column) => (
                    <Table.Td key={column}>
                      <NumberInput
                        size="xs"
                        hideControls
                        aria-label={`${name}: ${column}`}
                        value={parameter[column] ?? ''}
                        onChange={(value) =>
                          onChange({
                            ...params,
                            [name]: { ...parameter, [column]: typeof value === 'number' ? value : undefined },
                          })
                        }
                      />
                    </Table.Td>
                  ))}
                  <Table.Td>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`Remove ${name}`}
                      onClick={() => onChange(Object.fromEntries(entries.filter(([key]) => key !== name)))}
                    >
                      <IconTrash size={16} />
                    </ActionIcon>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}
