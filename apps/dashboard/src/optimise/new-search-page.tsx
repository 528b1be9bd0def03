import { Grid, Stack } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { RoleButton } from '../access/role-button.js';
import { api } from '../api/client.js';
import { ErrorState } from '../display/error-state.js';
import { LoadingState } from '../display/loading-state.js';
import { PageHead } from '../display/page-head.js';
import { faultsOfStrategy } from '../run-form/faults-of-strategy.js';
import { parseDocument, type RunDraft } from '../run-form/run-draft.js';
import { RunSettings } from '../run-form/run-settings.js';
import { StrategyEditor } from '../run-form/strategy-editor.js';
import { useRunDraft } from '../run-form/use-run-draft.js';
import { useValidation } from '../run-form/use-validation.js';
import { PlanForm } from './plan-form.js';
import { RecentSearches } from './recent-searches.js';
import { axesOf, NEW_PLAN, toSearchBody, type SearchPlan } from './search-plan.js';

/** Say in which ranges to look for what, and look. */
export function NewSearchPage(): ReactNode {
  const navigate = useNavigate();
  const { draft, change, isLoading, error } = useRunDraft(
    'barkeep-search-draft',
    useSearch({ from: '/optimise' }),
  );
  const [plan, setPlan] = useLocalStorage<SearchPlan | null>({
    key: 'barkeep-search-plan',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const validation = useValidation(draft.strategy);
  const document = useMemo(() => parseDocument(draft.strategy), [draft.strategy]);
  const offered = useMemo(() => (document ? axesOf(document) : {}), [document]);
  const current = fitPlan(plan, offered);
  const search = api.useMutation('post', '/api/v1/optimise/run', {
    meta: { shown: true },
    onSuccess: ({ task_id: taskId }) => void navigate({ to: '/optimise/$taskId', params: { taskId } }),
  });
  const refused = useMemo(() => faultsOfStrategy(search.error), [search.error]);
  if (isLoading) return <LoadingState height={480} />;
  const changeDraft = (part: Partial<RunDraft>): void => {
    search.reset();
    change(part);
  };
  return (
    <>
      <PageHead
        title="Optimise"
        what="Try many values of the parameters, and learn whether the best of them is luck."
      >
        <RoleButton
          needs="trader"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          loading={search.isPending}
          disabled={!document || validation?.valid === false || Object.keys(current.axes).length === 0}
          onClick={() => document && search.mutate({ body: toSearchBody(draft, current, document) })}
        >
          Search
        </RoleButton>
      </PageHead>
      <Grid>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <StrategyEditor draft={draft} change={changeDraft} validation={validation} refused={refused} />
            <RecentSearches />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            {error !== null && <ErrorState error={error} />}
            {search.error && <ErrorState error={search.error} />}
            <PlanForm
              plan={current}
              change={(part) => {
                search.reset();
                setPlan({ ...current, ...part });
              }}
              offered={offered}
            />
            <RunSettings draft={draft} change={changeDraft} withParams={false} />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}

/** Ranges of parameters that the strategy no longer has are dropped; a strategy that shares none begins anew. */
function fitPlan(plan: SearchPlan | null, offered: SearchPlan['axes']): SearchPlan {
  const kept = Object.fromEntries(Object.entries(plan?.axes ?? {}).filter(([name]) => name in offered));
  if (plan && Object.keys(kept).length > 0) return { ...NEW_PLAN, ...plan, axes: kept };
  const isPair = 'fast' in offered && 'slow' in offered;
  return { ...NEW_PLAN, ...plan, axes: offered, constraints: isPair ? ['fast < slow'] : [] };
}
