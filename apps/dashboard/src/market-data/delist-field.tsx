import { TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { useRefreshSymbols } from './use-refresh-symbols.js';

/** The last day on which a symbol was listed; it is stored when the field is left or Enter is pressed. */
export function DelistField({
  instrument: { symbol, delisted_on: day },
}: {
  instrument: Schemas['Instrument'];
}): ReactNode {
  const [draft, setDraft] = useState<string>();
  const change = api.useMutation('patch', '/api/v1/market-data/symbols/{symbol}', {
    ...useRefreshSymbols(),
    meta: {
      done: ({ delisted_on: last }: Schemas['Instrument']) =>
        last ? `Nothing of ${symbol} is asked for after ${last}.` : `${symbol} is listed.`,
    },
    onSettled: () => setDraft(undefined),
  });
  const settle = (): void => {
    const wanted = draft || null;
    if (!change.isPending && draft !== undefined && wanted !== day)
      change.mutate({ params: { path: { symbol } }, body: { delisted_on: wanted } });
  };
  return (
    <TextInput
      type="date"
      size="xs"
      w={140}
      aria-label={`Last day on which ${symbol} was listed`}
      disabled={change.isPending}
      value={draft ?? day ?? ''}
      onChange={({ currentTarget: { value } }) => setDraft(value)}
      onBlur={settle}
      onKeyDown={({ key }) => key === 'Enter' && settle()}
    />
  );
}
