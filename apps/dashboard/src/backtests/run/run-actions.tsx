import { ActionIcon, Button, CopyButton, Menu, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAdjustments,
  IconCheck,
  IconDots,
  IconFileTypeHtml,
  IconLink,
  IconNotes,
  IconPencil,
  IconPin,
  IconPinFilled,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useReasonAgainst } from '../../access/session.js';
import { api, client, type Schemas } from '../../api/client.js';
import { ConfirmDialog } from '../../display/confirm-dialog.js';
import { useExchange } from '../../display/use-exchange.js';
import { fullEquityQuery } from '../result/full-equity.js';
import { downloadText } from './download-text.js';
import { RunNotes } from './run-notes.js';

/** What can be done with a run, as far as whoever looks may do it. */
export function RunActions({ run }: { run: Schemas['Run'] }): ReactNode {
  const { task_id: taskId, pinned } = run;
  const path = { params: { path: { task_id: taskId } } };
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { zone } = useExchange();
  const mayChange = !useReasonAgainst('trader');
  const [notesOpen, notes] = useDisclosure(false);
  const [isAsked, question] = useDisclosure(false);
  const refresh = (): void =>
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/backtest/runs/{task_id}'] });
  const annotate = api.useMutation('patch', '/api/v1/backtest/runs/{task_id}', { onSuccess: refresh });
  const remove = api.useMutation('delete', '/api/v1/backtest/runs/{task_id}', {
    onSuccess: () => void navigate({ to: '/backtests' }),
  });
  const report = async (): Promise<void> => {
    const { data } = await client.GET('/api/v1/backtest/result/{task_id}', path);
    if (!data) return;
    const equity = await queries.fetchQuery(fullEquityQuery(data));
    const { renderReport } = await import('../report/render-report.js');
    downloadText(`barkeep-${taskId}.html`, 'text/html', renderReport(data, { run, equity, zone }));
  };
  const hasResult = run.metrics !== null;
  return (
    <>
      <Button
        size="sm"
        variant="default"
        component={Link}
        to="/"
        search={{ from: taskId } as never}
        leftSection={<IconPencil size={16} aria-hidden />}
      >
        Change and run
      </Button>
      {mayChange && (
        <>
          <Tooltip
            label={pinned ? 'Pinned: cleanup never removes it' : 'Pin it: cleanup then never removes it'}
          >
            <ActionIcon
              size="lg"
              variant="default"
              aria-label="Pin"
              aria-pressed={pinned}
              onClick={() => annotate.mutate({ ...path, body: { pinned: !pinned } })}
            >
              {pinned ? <IconPinFilled size={18} /> : <IconPin size={18} />}
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Name, notes, tags">
            <ActionIcon size="lg" variant="default" aria-label="Name, notes, tags" onClick={notes.open}>
              <IconNotes size={18} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
      <CopyButton value={window.location.href}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy the address of this run'}>
            <ActionIcon size="lg" variant="default" aria-label="Copy the address of this run" onClick={copy}>
              {copied ? <IconCheck size={18} /> : <IconLink size={18} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="lg" variant="default" aria-label="More">
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconFileTypeHtml size={16} />}
            disabled={!hasResult}
            onClick={() => void report()}
          >
            Report as one HTML file
          </Menu.Item>
          <Menu.Item
            leftSection={<IconAdjustments size={16} />}
            disabled={!hasResult}
            onClick={() => void navigate({ to: '/optimise', search: { from: taskId } })}
          >
            Optimise its parameters
          </Menu.Item>
          {mayChange && (
            <>
              <Reproduce taskId={taskId} disabled={!hasResult} />
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={question.open}>
                Delete the run
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        question={`Delete ${run.name ?? run.strategy_name}?`}
        label="Delete it"
        onConfirm={() => remove.mutate(path)}
        opened={isAsked}
        onClose={question.close}
      >
        Its result, trades and notes go with it. It can’t be taken back.
      </ConfirmDialog>
      {notesOpen && (
        <RunNotes run={run} onClose={notes.close} onSave={(body) => annotate.mutate({ ...path, body })} />
      )}
    </>
  );
}

function Reproduce({ taskId, disabled }: { taskId: string; disabled: boolean }): ReactNode {
  const navigate = useNavigate();
  const again = api.useMutation('post', '/api/v1/backtest/runs/{task_id}/reproduce', {
    onSuccess: ({ task_id: next }) => void navigate({ to: '/backtests/$taskId', params: { taskId: next } }),
  });
  return (
    <Menu.Item
      leftSection={<IconRefresh size={16} />}
      disabled={disabled}
      onClick={() => again.mutate({ params: { path: { task_id: taskId } } })}
    >
      Run it again as it was
    </Menu.Item>
  );
}
