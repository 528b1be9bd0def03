import { Card, Table, Text, Title } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import type { Schemas } from '../api/client.js';
import { TimeChart, type ChartSeries } from '../charts/time-chart.js';
import {
  formatChange,
  formatCount,
  formatPercent,
  formatRatio,
  signClass,
} from '../display/format-number.js';
import { formatParams } from './format-params.js';

interface Segment {
  start: string;
  end: string;
}

interface Fold {
  fold: number;
  params: Record<string, number>;
  train: Segment;
  test: Segment;
  train_objective: number | null;
  test_objective: number | null;
  test_return_pct: number | null;
  test_trades: number;
  deflated_sharpe: number | null;
}

const days = ({ start, end }: Segment): string => `${start.slice(0, 10)} to ${end.slice(0, 10)}`;

/** What training chose in each fold, and what became of it on the bars that followed. */
export function WalkForward({
  walk,
  timeframe,
}: {
  walk: Schemas['WalkForwardResult'];
  timeframe: string;
}): ReactNode {
  const folds = walk.folds as unknown as Fold[];
  const series = useMemo((): ChartSeries[] => {
    const { time, equity } = walk.equity_curve as { time: string[]; equity: number[] };
    return [
      {
        kind: 'area',
        name: 'Equity of the test segments joined',
        format: formatCount,
        data: time.map((instant, index) => ({ time: Date.parse(instant), value: equity[index] })),
      },
    ];
  }, [walk.equity_curve]);
  return (
    <Card withBorder padding="sm">
      <Title order={2} size="h6">
        Walk-forward: {formatChange(walk.return_pct)} on bars that no choice had seen
      </Title>
      <Text size="xs" c="dimmed" mb="xs">
        The true Sharpe ratio is above 0 with a probability of{' '}
        {formatPercent(walk.probabilistic_sharpe === null ? null : walk.probabilistic_sharpe * 100)}.
      </Text>
      <TimeChart
        label="Equity of the test segments joined"
        series={series}
        timeframe={timeframe}
        height={220}
      />
      <Table.ScrollContainer minWidth={820} type="native" mt="sm">
        <Table fz="xs" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Trained on</Table.Th>
              <Table.Th>Chose</Table.Th>
              <Table.Th ta="right">There</Table.Th>
              <Table.Th>Tested on</Table.Th>
              <Table.Th ta="right">There</Table.Th>
              <Table.Th ta="right">Return</Table.Th>
              <Table.Th ta="right">Trades</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {folds.map((fold) => (
              <Table.Tr key={fold.fold}>
                <Table.Td>{days(fold.train)}</Table.Td>
                <Table.Td>{formatParams(fold.params)}</Table.Td>
                <Table.Td ta="right">{formatRatio(fold.train_objective)}</Table.Td>
                <Table.Td>{days(fold.test)}</Table.Td>
                <Table.Td ta="right">{formatRatio(fold.test_objective)}</Table.Td>
                <Table.Td ta="right" className={signClass(fold.test_return_pct)}>
                  {formatChange(fold.test_return_pct)}
                </Table.Td>
                <Table.Td ta="right">{formatCount(fold.test_trades)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}
