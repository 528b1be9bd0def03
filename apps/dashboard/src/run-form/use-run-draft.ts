import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { api } from '../api/client.js';
import { NEW_DRAFT, symbolsOf, toDraft, toJson, type RunDraft } from './run-draft.js';

interface DraftState {
  draft: RunDraft;
  change: (part: Partial<RunDraft>) => void;
  isLoading: boolean;
  /** Why the run that was to be taken can't be; what was there before stays. */
  error: unknown;
}

/** The strategy that a first visit finds in the editor. */
const FIRST_EXAMPLE = '04-macd-signal';

/**
 * What is being written, kept in the browser under the name until it is replaced: by a classic, by an earlier run, or at
 * the first visit by a classic that runs on the demo prices.
 */
export function useRunDraft(key: string, source: { from?: string; example?: string }): DraftState {
  const [stored, store] = useLocalStorage<RunDraft>({
    key,
    defaultValue: NEW_DRAFT,
    getInitialValueInEffect: false,
  });
  const draft: RunDraft = { ...NEW_DRAFT, ...stored };
  const examples = api.useQuery('get', '/api/v1/strategies/examples', {}, { staleTime: Infinity });
  const run = api.useQuery(
    'get',
    '/api/v1/backtest/runs/{task_id}/request',
    { params: { path: { task_id: source.from ?? '' } } },
    { enabled: source.from !== undefined, staleTime: Infinity },
  );
  const example =
    source.from && !run.error ? undefined : (source.example ?? (draft.strategy ? undefined : FIRST_EXAMPLE));
  const taken = useRef<string>(undefined);
  useEffect(() => {
    const wanted = example ?? source.from;
    if (wanted === undefined || taken.current === wanted) return;
    if (example === undefined) {
      if (!run.data) return;
      store(toDraft(run.data.strategy, run.data.request));
    } else {
      const found = examples.data?.examples.find(({ id }) => id === example);
      if (!found) return;
      store((known) => ({
        ...NEW_DRAFT,
        ...known,
        strategy: toJson(found.strategy),
        symbols: symbolsOf(found.strategy),
        timeframe: found.timeframe,
        start: '',
        end: '',
        params: {},
      }));
    }
    taken.current = wanted;
  }, [source.from, example, run.data, examples.data, store]);
  return {
    draft,
    change: (part) => store((known) => ({ ...NEW_DRAFT, ...known, ...part })),
    isLoading: (example !== undefined && examples.isLoading) || run.isLoading,
    error: run.error,
  };
}
