import { Button, Card, Group, Table, Title } from '@mantine/core';
import { IconDownload, IconPlayerPlay } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { RoleButton } from '../access/role-button.js';
import { api, type Schemas } from '../api/client.js';
import {
  formatChange,
  formatCount,
  formatPercent,
  formatRatio,
  signClass,
} from '../display/format-number.js';
import { objectiveLabel } from './objectives.js';
import type { Trial } from './trial.js';

const SHOWN = 25;

/** The best trials; each can be run by itself to see it whole. */
export function TrialTable({ result }: { result: Schemas['OptimisationResult'] }): ReactNode {
  const navigate = useNavigate();
  const run = api.useMutation('post', '/api/v1/backtest/run', {
    onSuccess: ({ task_id: taskId }) => void navigate({ to: '/backtests/$taskId', params: { taskId } }),
  });
  const trials = (result.top_trials as unknown as Trial[]).slice(0, SHOWN);
  const names = Object.keys(trials[0]?.params ?? {});
  const hasFolds = result.walk_forward !== null;
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h6">
          The best trials
        </Title>
        <Button
          component="a"
          size="xs"
          variant="default"
          href={`/api/v1/optimise/result/${result.task_id}/trials?format=csv`}
          download={`trials-${result.task_id}.csv`}
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          All as CSV
        </Button>
      </Group>
      <Table.ScrollContainer minWidth={640} type="native">
        <Table fz="xs" verticalSpacing={4} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {hasFolds && <Table.Th ta="right">Fold</Table.Th>}
              {names.map((name) => (
                <Table.Th key={name} ta="right">
                  {name}
                </Table.Th>
              ))}
              {[objectiveLabel(result.objective), 'Return', 'Sharpe', 'Drawdown', 'Trades', ''].map(
                (head, index) => (
                  <Table.Th key={index} ta="right">
                    {head}
                  </Table.Th>
                ),
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {trials.map((trial) => (
              <Table.Tr key={`${trial.fold} ${trial.index}`}>
                {hasFolds && <Table.Td ta="right">{trial.fold + 1}</Table.Td>}
                {names.map((name) => (
                  <Table.Td key={name} ta="right">
                    {trial.params[name]}
                  </Table.Td>
                ))}
                <Table.Td ta="right" fw={650}>
                  {formatRatio(trial.objective)}
                </Table.Td>
                <Table.Td ta="right" className={signClass(trial.return_pct)}>
                  {formatChange(trial.return_pct)}
                </Table.Td>
                <Table.Td ta="right">{formatRatio(trial.sharpe_ratio)}</Table.Td>
                <Table.Td ta="right">{formatPercent(trial.max_drawdown_pct)}</Table.Td>
                <Table.Td ta="right">{formatCount(trial.trades)}</Table.Td>
                <Table.Td ta="right">
                  <RoleButton
                    needs="trader"
                    size="compact-xs"
                    variant="default"
                    leftSection={<IconPlayerPlay size={12} aria-hidden />}
                    loading={run.isPending && run.variables.body.params === trial.params}
                    onClick={() =>
                      run.mutate({
                        body: {
                          ...result.request,
                          strategy: result.strategy,
                          params: trial.params,
                        } as Schemas['RunBacktest'],
                      })
                    }
                  >
                    Run it
                  </RoleButton>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}
