import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { api, client } from '../api/client.js';
import { symbolsOf, toJson, type RunDraft, type StrategyDocument } from './run-draft.js';

/** The newest of the library; the others are found by their names. */
const MOST = 200;

/** Puts a classic, or a strategy of the library, into the editor. */
export function StrategyPicker({ change }: { change: (part: Partial<RunDraft>) => void }): ReactNode {
  const examples = api.useQuery('get', '/api/v1/strategies/examples', {}, { staleTime: Infinity });
  const library = api.useQuery('get', '/api/v1/strategies', { params: { query: { limit: MOST } } });
  const open = (document: StrategyDocument, more: Partial<RunDraft> = {}): void =>
    change({
      strategy: toJson(document),
      symbols: symbolsOf(document),
      start: '',
      end: '',
      params: {},
      ...more,
    });
  const pick = async (id: string | null): Promise<void> => {
    const example = examples.data?.examples.find((one) => one.id === id);
    if (example) open(example.strategy, { timeframe: example.timeframe });
    else if (id !== null) {
      const { data } = await client.GET('/api/v1/strategies/{strategy_id}', {
        params: { path: { strategy_id: id } },
      });
      if (data) open(data.strategy);
    }
  };
  return (
    <Select
      aria-label="Pick a strategy"
      placeholder="Pick a strategy …"
      size="xs"
      searchable
      nothingFoundMessage="Nothing has that name"
      w={210}
      value={null}
      data={[
        {
          group: 'Saved here',
          items: (library.data?.items ?? []).map(({ strategy_id: value, name, version }) => ({
            value,
            label: version > 1 ? `${name} (version ${version})` : name,
          })),
        },
        {
          group: 'Classics',
          items: (examples.data?.examples ?? []).map(({ id, name }) => ({ value: id, label: name })),
        },
      ]}
      onChange={(id) => void pick(id)}
    />
  );
}
