import { Card, Stack, Table, Text } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { TONES } from '../../charts/chart-colours.js';
import { TimeChart, type ChartSeries } from '../../charts/time-chart.js';
import { ErrorState } from '../../display/error-state.js';
import { formatChange } from '../../display/format-number.js';
import { LoadingState } from '../../display/loading-state.js';
import { NothingHere } from '../../display/nothing-here.js';
import { PageHead } from '../../display/page-head.js';
import { shortenSymbols } from '../../display/shorten-symbols.js';
import { MetricLabel } from '../result/metric-label.js';
import { figureOf, METRIC_GROUPS } from '../result/metric-words.js';
import { requestOf } from '../result/request-of.js';
import { findBest } from './find-best.js';

type Result = Schemas['BacktestResult'];

/** Runs side by side: their accounts as percentages, their figures in columns, the best of each row marked. */
export function ComparePage(): ReactNode {
  const { runs } = useSearch({ from: '/backtests/compare' });
  const ids = runs.split(',').filter(Boolean).slice(0, TONES.length);
  const answers = useQueries({
    queries: ids.map((id) =>
      api.queryOptions(
        'get',
        '/api/v1/backtest/result/{task_id}',
        { params: { path: { task_id: id } } },
        { staleTime: Infinity },
      ),
    ),
    combine: (all) => ({
      results: all.flatMap(({ data }) => (data ? [data] : [])),
      error: all.find(({ error }) => error)?.error,
      isPending: all.some(({ isPending }) => isPending),
    }),
  });
  return (
    <>
      <PageHead title="Compare" what="Accounts as change since their first bar, in percent." />
      {ids.length < 2 ? (
        <Card withBorder>
          <NothingHere icon={IconArrowsDiff} title="Nothing to compare">
            Pick two to five runs under <Link to="/backtests">Backtests</Link>.
          </NothingHere>
        </Card>
      ) : answers.error ? (
        <ErrorState error={answers.error} />
      ) : answers.isPending ? (
        <LoadingState height={420} />
      ) : (
        <Comparison results={answers.results} />
      )}
    </>
  );
}

/** Names alone when they differ, else with a number. */
function namesOf(results: readonly Result[]): string[] {
  return results.map(({ strategy }, index) => `${index + 1} ${String(strategy.name)}`);
}

function Comparison({ results }: { results: readonly Result[] }): ReactNode {
  const names = useMemo(() => namesOf(results), [results]);
  const series = useMemo(
    () =>
      results.map(({ equity_curve: curve }, index): ChartSeries => ({
        kind: 'line',
        name: names[index],
        tone: TONES[index],
        format: formatChange,
        data: curve.time.map((time, point) => ({
          time: Date.parse(time),
          value: 100 * (curve.equity[point] / curve.equity[0] - 1),
        })),
      })),
    [results, names],
  );
  return (
    <Stack>
      <Card withBorder padding="sm">
        <TimeChart
          label={`Accounts of ${names.join(', ')}`}
          series={series}
          timeframe={requestOf(results[0]).timeframe}
          height={380}
        />
      </Card>
      <Card withBorder padding="sm">
        <Table.ScrollContainer minWidth={220 + 130 * results.length} type="native">
          <Table verticalSpacing={3} stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Figure</Table.Th>
                {results.map((result, index) => (
                  <Table.Th key={result.task_id} ta="right">
                    <Link
                      to="/backtests/$taskId"
                      params={{ taskId: result.task_id }}
                      style={{ color: 'inherit' }}
                    >
                      {names[index]}
                    </Link>
                    <Text size="xs" c="dimmed">
                      {shortenSymbols(requestOf(result).symbols)} · {requestOf(result).timeframe}
                    </Text>
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            {Object.entries(METRIC_GROUPS).map(([group, words]) => (
              <Table.Tbody key={group}>
                <Table.Tr>
                  <Table.Th colSpan={results.length + 1} c="dimmed" fz="xs" pt="sm">
                    {group}
                  </Table.Th>
                </Table.Tr>
                {Object.entries(words).map(([name, { format, better }]) => {
                  const figures = results.map(({ metrics }) => figureOf(metrics, name));
                  const best = findBest(figures, better);
                  return (
                    <Table.Tr key={name}>
                      <Table.Td>
                        <MetricLabel name={name} />
                      </Table.Td>
                      {figures.map((figure, index) => (
                        <Table.Td
                          key={results[index].task_id}
                          ta="right"
                          fw={best.has(index) ? 700 : undefined}
                          className={best.has(index) ? 'gain' : undefined}
                        >
                          {format(figure)}
                        </Table.Td>
                      ))}
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            ))}
          </Table>
        </Table.ScrollContainer>
      </Card>
    </Stack>
  );
}
