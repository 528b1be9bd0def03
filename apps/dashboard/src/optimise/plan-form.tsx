import {
  Alert,
  Card,
  Checkbox,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Table,
  TagsInput,
  Text,
  Title,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { formatCount } from '../display/format-number.js';
import { OBJECTIVES } from './objectives.js';
import { countTrials, type Axis, type Method, type SearchPlan } from './search-plan.js';

interface PlanFormProps {
  plan: SearchPlan;
  change: (part: Partial<SearchPlan>) => void;
  /** Every parameter of the strategy with the range that it begins with. */
  offered: Readonly<Record<string, Axis>>;
}

const METHODS: { value: Method; label: string }[] = [
  { value: 'grid', label: 'Grid' },
  { value: 'random', label: 'Random' },
  { value: 'walk_forward', label: 'Walk-forward' },
];
const MEANINGS: Readonly<Record<Method, string>> = {
  grid: 'Every point of the grid.',
  random: 'So many points of the grid, drawn at random.',
  walk_forward: 'Chooses on past bars and tests on those that follow, again and again.',
};
const COLUMNS = ['min', 'max', 'step'] as const;

/** What is searched, how, and what is best. */
export function PlanForm({ plan, change, offered }: PlanFormProps): ReactNode {
  const trials = countTrials(plan.axes);
  const names = Object.keys(offered);
  return (
    <Card withBorder padding="md">
      <Title order={2} size="h5" mb="sm">
        Search
      </Title>
      <Stack gap="sm">
        <div>
          <SegmentedControl
            fullWidth
            aria-label="Method"
            data={METHODS}
            value={plan.method}
            onChange={(method) => change({ method })}
          />
          <Text size="xs" c="dimmed" mt={4}>
            {MEANINGS[plan.method]}
          </Text>
        </div>
        {names.length === 0 ? (
          <Alert color="orange" title="Nothing to search">
            The strategy has no parameters. Give it some, for example{' '}
            <code>{'"params": {"n": {"value": 20}}'}</code>, and write <code>n</code> where a number stood.
          </Alert>
        ) : (
          <Table verticalSpacing={4} horizontalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                {['Parameter', 'from', 'to', 'step'].map((column) => (
                  <Table.Th key={column}>{column}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {names.map((name) => {
                const axis = plan.axes[name];
                const { [name]: _gone, ...others } = plan.axes;
                return (
                  <Table.Tr key={name}>
                    <Table.Td>
                      <Checkbox
                        label={name}
                        checked={axis !== undefined}
                        onChange={({ currentTarget: { checked } }) =>
                          change({ axes: checked ? { ...plan.axes, [name]: offered[name] } : others })
                        }
                      />
                    </Table.Td>
                    {COLUMNS.map((column) => (
                      <Table.Td key={column}>
                        <NumberInput
                          size="xs"
                          hideControls
                          aria-label={`${name}: ${column}`}
                          disabled={!axis}
                          value={(axis ?? offered[name])[column]}
                          onChange={(value) => {
                            if (typeof value === 'number')
                              change({ axes: { ...plan.axes, [name]: { ...axis, [column]: value } } });
                          }}
                        />
                      </Table.Td>
                    ))}
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        )}
        <Text size="xs" c="dimmed" role="status">
          {formatCount(trials)} points
          {plan.method === 'walk_forward' ? ` in each of ${plan.folds} folds` : ''}
        </Text>
        <Select
          label="Best is the highest"
          searchable
          allowDeselect={false}
          data={Object.entries(OBJECTIVES).map(([value, label]) => ({ value, label }))}
          value={plan.objective}
          onChange={(objective) => change({ objective: objective as SearchPlan['objective'] })}
        />
        <TagsInput
          label="Conditions"
          placeholder="fast < slow, then Enter"
          value={plan.constraints}
          onChange={(constraints) => change({ constraints })}
        />
        <SimpleGrid cols={2}>
          <NumberInput
            label="Most trials"
            min={1}
            max={20_000}
            step={500}
            value={plan.maxTrials}
            onChange={(maxTrials) => {
              if (typeof maxTrials === 'number') change({ maxTrials });
            }}
          />
          {plan.method === 'walk_forward' && (
            <NumberInput
              label="Folds"
              min={1}
              max={100}
              value={plan.folds}
              onChange={(folds) => {
                if (typeof folds === 'number') change({ folds });
              }}
            />
          )}
        </SimpleGrid>
        {plan.method === 'walk_forward' && (
          <Group grow align="flex-start">
            <Select
              label="Training"
              allowDeselect={false}
              data={[
                { value: 'rolling', label: 'a window that moves on' },
                { value: 'anchored', label: 'all from the first bar' },
              ]}
              value={plan.mode}
              onChange={(mode) => change({ mode: mode as SearchPlan['mode'] })}
            />
            <NumberInput
              label="Share for training"
              min={0.05}
              max={0.95}
              step={0.05}
              value={plan.trainShare}
              onChange={(trainShare) => {
                if (typeof trainShare === 'number') change({ trainShare });
              }}
            />
          </Group>
        )}
      </Stack>
    </Card>
  );
}
