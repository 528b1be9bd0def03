import { Group, Select } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { api, client, type Schemas } from '../api/client.js';
import { formatDay } from '../display/format-instant.js';
import { symbolsOf, toJson, type RunDraft, type StrategyDocument } from './run-draft.js';

/** The newest of the library; the others are found by their names. */
const MOST = 200;

/** Puts a classic, or a strategy of the library in any of its versions, into the editor. */
export function StrategyPicker({ change }: { change: (part: Partial<RunDraft>) => void }): ReactNode {
  const examples = api.useQuery('get', '/api/v1/strategies/examples', {}, { staleTime: Infinity });
  const library = api.useQuery('get', '/api/v1/strategies', { params: { query: { limit: MOST } } });
  const [kept, setKept] = useState<Schemas['StrategyWithVersions']>();
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
    setKept(undefined);
    if (example) open(example.strategy, { timeframe: example.timeframe });
    else if (id !== null) {
      const { data } = await client.GET('/api/v1/strategies/{strategy_id}', {
        params: { path: { strategy_id: id } },
      });
      if (!data) return;
      open(data.strategy);
      setKept(data);
    }
  };
  const pickVersion = async (id: string, version: string): Promise<void> => {
    const { data } = await client.GET('/api/v1/strategies/{strategy_id}/versions/{version}', {
      params: { path: { strategy_id: id, version } },
    });
    if (data) open(data.strategy);
  };
  const picker = (
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
  if (!kept || kept.versions.length < 2) return picker;
  return (
    <Group gap="xs">
      {picker}
      <Select
        key={kept.strategy_id}
        aria-label={`Version of ${kept.name}`}
        size="xs"
        w={190}
        allowDeselect={false}
        defaultValue={String(kept.version)}
        data={kept.versions.map(({ version, note, created_at: made }) => ({
          value: String(version),
          label: `version ${version}: ${note ?? formatDay(made)}`,
        }))}
        onChange={(version) => version && void pickVersion(kept.strategy_id, version)}
      />
    </Group>
  );
}
