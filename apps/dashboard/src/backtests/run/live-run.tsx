import { Badge, Card, Group, Progress, Stack, Text } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import { RoleButton } from '../../access/role-button.js';
import { api, type Schemas } from '../../api/client.js';
import type { WatchedTask } from '../../api/use-task.js';
import type { ChartSeries } from '../../charts/time-chart.js';
import { formatCompact, formatCount, formatDuration, formatPercent } from '../../display/format-number.js';
import { drawdowns, thin } from './live-curve.js';

const TimeChart = lazy(() =>
  import('../../charts/time-chart.js').then((module) => ({ default: module.TimeChart })),
);
/** Points that a growing chart is drawn with. */
const MOST_POINTS = 4_000;

/** A run while it runs: how far, how fast, how long still, and the account so far. */
export function LiveRun({ run, task }: { run: Schemas['Run']; task: WatchedTask }): ReactNode {
  const { status, equity, trades, retrying, isConnected } = task;
  const cancel = api.useMutation('post', '/api/v1/backtest/cancel/{task_id}');
  const series = useMemo((): ChartSeries[] => {
    const points = thin(equity, MOST_POINTS);
    return [
      { kind: 'area', name: 'Equity', format: formatCount, data: points },
      {
        kind: 'area',
        name: 'Drawdown',
        tone: 'loss',
        pane: 1,
        format: formatPercent,
        data: drawdowns(points),
      },
    ];
  }, [equity]);
  const progress = status.progress ?? 0;
  const isCancelling = status.cancel_requested === true || cancel.isSuccess;
  return (
    <Stack>
      <Card withBorder padding="md">
        <Group justify="space-between" mb="xs">
          <Group gap="xs">
            <Badge tt="none" variant="filled" color={status.status === 'running' ? 'indigo.7' : 'gray.7'}>
              {isCancelling ? 'stopping' : (status.status ?? run.status)}
            </Badge>
            <Text size="sm" role="status">
              {status.message ?? 'Waiting for a worker'}
            </Text>
            {!isConnected && (
              <Text size="xs" c="dimmed">
                connecting …
              </Text>
            )}
          </Group>
          <Group gap="xs">
            {(
              [
                { keep: 'true', label: 'Stop and keep' },
                { keep: 'false', label: 'Cancel' },
              ] as const
            ).map(({ keep, label }) => (
              <RoleButton
                key={label}
                needs="trader"
                size="xs"
                variant="default"
                leftSection={<IconPlayerStop size={14} aria-hidden />}
                disabled={isCancelling}
                onClick={() =>
                  cancel.mutate({ params: { path: { task_id: run.task_id }, query: { keep_partial: keep } } })
                }
              >
                {label}
              </RoleButton>
            ))}
          </Group>
        </Group>
        <Progress value={progress} size="lg" aria-label="Progress" animated={status.status === 'running'} />
        <Group mt="xs" gap="lg" className="figures">
          {[
            ['bars', `${formatCount(status.bars_done)} of ${formatCount(status.bars_total)}`],
            ['a second', formatCompact(status.bars_per_second)],
            ['left', formatDuration(status.eta_seconds)],
            ['trades', formatCount(trades.length)],
            ['attempt', formatCount(status.attempt)],
          ].map(([what, figure]) => (
            <Text key={what} size="sm" miw={84}>
              <b>{figure}</b>{' '}
              <Text span size="xs" c="dimmed">
                {what}
              </Text>
            </Text>
          ))}
        </Group>
        {retrying && (
          <Text size="xs" className="caution" mt={4}>
            Begun again: {retrying}
          </Text>
        )}
      </Card>
      <Card withBorder padding="sm" mih={462}>
        <Suspense>
          <TimeChart
            label="Equity and drawdown so far"
            series={series}
            timeframe={run.timeframe}
            height={420}
          />
        </Suspense>
      </Card>
    </Stack>
  );
}
