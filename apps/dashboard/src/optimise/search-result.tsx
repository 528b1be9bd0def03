import {
  Card,
  Group,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Title,
  Tooltip,
} from '@mantine/core';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import type { Schemas } from '../api/client.js';
import {
  formatCount,
  formatDuration,
  formatPercent,
  formatRatio,
  NO_FIGURE,
} from '../display/format-number.js';
import { PageHead } from '../display/page-head.js';
import { StatusBadge } from '../display/status-badge.js';
import { formatParams } from './format-params.js';
import { heatMapOption, type HeatMap, type View } from './heat-map.js';
import { objectiveLabel } from './objectives.js';
import { OneParameter } from './one-parameter.js';
import { TrialTable } from './trial-table.js';
import { WalkForward } from './walk-forward.js';

type Result = Schemas['OptimisationResult'];

const EChart = lazy(() => import('../charts/echart.js').then((module) => ({ default: module.EChart })));
const CELL = 34;

/** What a search found, and how much of it is luck. */
export function SearchResult({ result }: { result: Result }): ReactNode {
  const { strategy, search, objective, trials_done: done, duration_ms: took, partial } = result;
  const maps = result.heat_maps as unknown as HeatMap[];
  const names = Object.keys(search.params as object);
  return (
    <>
      <PageHead
        title={`Search: ${String(strategy.name)}`}
        what={
          <Group gap="xs">
            {`${formatCount(done)} trials over ${names.length} ${names.length === 1 ? 'parameter' : 'parameters'} in ${formatDuration(took / 1_000)}, for ${objectiveLabel(objective)}`}
            {partial && <StatusBadge status="partial" />}
          </Group>
        }
      />
      <Stack>
        <Verdicts result={result} />
        {maps.length > 0 && <HeatMaps maps={maps} objective={objectiveLabel(objective)} />}
        {names.length === 1 && <OneParameter result={result} name={names[0]} />}
        {result.walk_forward && (
          <WalkForward walk={result.walk_forward} timeframe={String(result.request.timeframe)} />
        )}
        <TrialTable result={result} />
      </Stack>
    </>
  );
}

interface Stability {
  kept: number | null;
  count: number;
  verdict: string;
}
interface Evidence {
  deflated: number | null;
  trials_of_shape: number;
}

function Verdicts({ result }: { result: Result }): ReactNode {
  const { best } = result;
  const stability = result.stability as Stability | null;
  const evidence = result.evidence as Evidence | null;
  const overfitting = result.overfitting as { probability: number | null } | null;
  const share = (value: number | null | undefined): string =>
    value === null || value === undefined ? NO_FIGURE : formatPercent(value * 100);
  const cards = [
    {
      what: 'Best',
      figure: best ? formatRatio(best.objective) : NO_FIGURE,
      below: best ? formatParams(best.params) : 'no trial has a figure',
      says: 'The highest figure that was found, and where.',
    },
    {
      what: 'It stands on a',
      figure: stability?.verdict ?? NO_FIGURE,
      below: stability
        ? `its ${stability.count} neighbours keep ${share(stability.kept)}`
        : 'it has no neighbours',
      says: 'On a plateau the neighbours are nearly as good. A spike is usually luck: a slightly different market would have missed it.',
      mood: stability?.verdict === 'plateau' ? 'gain' : stability ? 'loss' : undefined,
    },
    {
      what: 'More than luck',
      figure: share(evidence?.deflated),
      below: evidence ? `deflated Sharpe, ${formatCount(evidence.trials_of_shape)} tries` : 'deflated Sharpe',
      says: 'The probability that the best has a true Sharpe ratio above what luck alone gives in as many tries. 95 % is a common bar.',
      mood: evidence?.deflated ? (evidence.deflated >= 0.95 ? 'gain' : 'loss') : undefined,
    },
    {
      what: 'Overfitted',
      figure: share(overfitting?.probability),
      below: 'probability that the choice misleads',
      says: 'How often the best of one half of time is worse than the median in the other half. Half or more means that choosing was no use.',
      mood: overfitting?.probability ? (overfitting.probability < 0.5 ? 'gain' : 'loss') : undefined,
    },
  ];
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="sm">
      {cards.map(({ what, figure, below, says, mood }) => (
        <Card key={what} withBorder padding="sm">
          <Tooltip label={says} multiline w={280} events={{ hover: true, focus: true, touch: true }}>
            <Text
              size="xs"
              c="dimmed"
              tabIndex={0}
              style={{ cursor: 'help' }}
              td="underline dotted"
              w="fit-content"
            >
              {what}
            </Text>
          </Tooltip>
          <Text size="xl" fw={650} className={`figures ${mood ?? ''}`}>
            {figure}
          </Text>
          <Text size="xs" c="dimmed">
            {below}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  );
}

function HeatMaps({ maps, objective }: { maps: readonly HeatMap[]; objective: string }): ReactNode {
  const [index, setIndex] = useState('0');
  const [view, setView] = useState<View>('best');
  const map = maps[Number(index)];
  const option = useMemo(() => heatMapOption(map, view, objective), [map, view, objective]);
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h6">
          {objective} by {map.x} and {map.y}
        </Title>
        <Group gap="xs">
          {maps.length > 1 && (
            <Select
              size="xs"
              aria-label="Which parameters"
              allowDeselect={false}
              value={index}
              onChange={(value) => setIndex(value ?? '0')}
              data={maps.map(({ x, y }, at) => ({ value: String(at), label: `${x} and ${y}` }))}
            />
          )}
          <SegmentedControl
            size="xs"
            aria-label="What a cell shows"
            value={view}
            onChange={(value) => setView(value)}
            data={[
              { value: 'best', label: 'Best' },
              { value: 'mean', label: 'Mean' },
              { value: 'plateau', label: 'Plateau' },
            ]}
          />
        </Group>
      </Group>
      <Suspense fallback={<div style={{ height: 100 + CELL * map.y_values.length }} />}>
        <EChart
          label={`${objective} for each value of ${map.x} and ${map.y}`}
          option={option}
          height={Math.max(260, 100 + CELL * map.y_values.length)}
        />
      </Suspense>
      <Text size="xs" c="dimmed">
        {view === 'plateau'
          ? 'Each cell is the mean of it and its neighbours: what stays dark is good all around.'
          : view === 'mean'
            ? 'Each cell is the mean over all values of the other parameters.'
            : 'Each cell is the best over all values of the other parameters.'}
      </Text>
    </Card>
  );
}
