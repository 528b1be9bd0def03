import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client.js';
import { parseDocument } from './run-draft.js';

const PAUSE_MS = 250;

/** What the API says of the strategy as it is being written; undefined while the text is no JSON. */
export function useValidation(text: string): Schemas['ValidatedStrategy'] | undefined {
  const [settled] = useDebouncedValue(text, PAUSE_MS);
  const strategy = parseDocument(settled);
  const { data } = api.useQuery(
    'post',
    '/api/v1/strategies/validate',
    { body: { strategy } },
    {
      enabled: strategy !== undefined,
      staleTime: Infinity,
      gcTime: 10_000,
      placeholderData: keepPreviousData,
    },
  );
  return strategy && data;
}
