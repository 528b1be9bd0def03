import { Grid, Kbd, Stack } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { RoleButton } from '../../access/role-button.js';
import { api } from '../../api/client.js';
import { isProblem } from '../../api/problem.js';
import { ErrorState } from '../../display/error-state.js';
import { LoadingState } from '../../display/loading-state.js';
import { PageHead } from '../../display/page-head.js';
import { faultsOfStrategy } from '../../run-form/faults-of-strategy.js';
import { parseDocument, toRunBody } from '../../run-form/run-draft.js';
import { RunSettings } from '../../run-form/run-settings.js';
import { StrategyEditor } from '../../run-form/strategy-editor.js';
import { useRunDraft } from '../../run-form/use-run-draft.js';
import { useValidation } from '../../run-form/use-validation.js';

/** Write or pick a strategy, say on what it runs, and run it. */
export function NewRunPage(): ReactNode {
  const navigate = useNavigate();
  const { draft, change, isLoading, error } = useRunDraft('barkeep-draft', useSearch({ from: '/' }));
  const validation = useValidation(draft.strategy);
  const run = api.useMutation('post', '/api/v1/backtest/run', {
    meta: { shown: true },
    onSuccess: ({ task_id: taskId }) => void navigate({ to: '/backtests/$taskId', params: { taskId } }),
  });
  const document = parseDocument(draft.strategy);
  const start = (): void => {
    if (document && !run.isPending) run.mutate({ body: toRunBody(draft, document) });
  };
  useHotkeys([['mod+Enter', start]], []);
  const refused = useMemo(() => faultsOfStrategy(run.error), [run.error]);
  if (isLoading) return <LoadingState height={480} />;
  return (
    <>
      <PageHead
        title="New backtest"
        what="Pick a classic or write a strategy, then run it on the stored prices."
      >
        <RoleButton
          needs="trader"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          rightSection={<Kbd visibleFrom="md">Ctrl ↵</Kbd>}
          onClick={start}
          loading={run.isPending}
          disabled={!document || validation?.valid === false}
        >
          Run
        </RoleButton>
      </PageHead>
      <Grid>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <StrategyEditor
            draft={draft}
            change={(part) => {
              run.reset();
              change(part);
            }}
            validation={validation}
            refused={refused}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            {error !== null && <ErrorState error={error} />}
            {run.error && isProblem(run.error) && <ErrorState error={run.error} />}
            {run.error && !isProblem(run.error) && <ErrorState error={run.error} retry={start} />}
            <RunSettings
              draft={draft}
              change={(part) => {
                run.reset();
                change(part);
              }}
            />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}
