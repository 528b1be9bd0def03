import { Button, Kbd, useMantineColorScheme } from '@mantine/core';
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { api } from '../api/client.js';
import { shortenSymbols } from '../display/shorten-symbols.js';
import { OTHER_PAGES, PAGES } from './navigation.js';

const RECENT_RUNS = 20;
const [store, palette] = createSpotlight();

export function PaletteButton(): ReactNode {
  return (
    <Button
      variant="default"
      size="sm"
      px="sm"
      onClick={palette.open}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={<Kbd visibleFrom="md">Ctrl K</Kbd>}
    >
      Go to
    </Button>
  );
}

/** Every page, classic and recent run within a few keys: Ctrl or ⌘ and K. */
export function CommandPalette(): ReactNode {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const [wasOpened, setWasOpened] = useState(false);
  const examples = api.useQuery(
    'get',
    '/api/v1/strategies/examples',
    {},
    { enabled: wasOpened, staleTime: Infinity },
  );
  const runs = api.useQuery(
    'get',
    '/api/v1/backtest/runs',
    { params: { query: { limit: RECENT_RUNS } } },
    { enabled: wasOpened },
  );
  useEffect(selectFirst, [examples.data, runs.data]);
  const groups: SpotlightActionGroupData[] = [
    {
      group: 'Pages',
      actions: [
        ...PAGES.map(({ to, label, what }) => ({
          id: to,
          label,
          description: what,
          onClick: () => void navigate({ to }),
        })),
        ...OTHER_PAGES.map(({ href, label, what }) => ({
          id: href,
          label,
          description: what,
          onClick: () => window.open(href, '_blank'),
        })),
      ],
    },
    {
      group: 'Classics',
      actions: (examples.data?.examples ?? []).map(({ id, name }) => ({
        id,
        label: name,
        description: 'Open in the editor',
        onClick: () => void navigate({ to: '/', search: { example: id } }),
      })),
    },
    {
      group: 'Recent runs',
      actions: (runs.data?.items ?? []).map(({ task_id, name, strategy_name, symbols, status }) => ({
        id: task_id,
        label: name ?? strategy_name,
        description: `${shortenSymbols(symbols)} · ${status}`,
        onClick: () => void navigate({ to: '/backtests/$taskId', params: { taskId: task_id } }),
      })),
    },
    {
      group: 'Colours',
      actions: (['light', 'dark', 'auto'] as const).map((scheme) => ({
        id: `colours-${scheme}`,
        label: scheme === 'auto' ? 'Colours of the system' : `Use ${scheme} colours`,
        onClick: () => setColorScheme(scheme),
      })),
    },
  ];
  return (
    <Spotlight
      store={store}
      actions={groups}
      shortcut="mod + K"
      onSpotlightOpen={() => setWasOpened(true)}
      nothingFound="Nothing has that name"
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{ placeholder: 'A page, a strategy, a run …', 'aria-label': 'Search' }}
    />
  );
}

/** The library selects the first result at each letter, but none among results that come after the last letter. */
function selectFirst(): void {
  const { listId } = store.getState();
  const list = document.getElementById(listId);
  if (!list || list.querySelector('[data-selected]')) return;
  list.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
  store.updateState((state) => ({ ...state, selected: 0 }));
}
