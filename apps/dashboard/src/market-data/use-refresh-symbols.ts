import { useQueryClient } from '@tanstack/react-query';

/** What follows a change of the universe: its list is asked for again. */
export function useRefreshSymbols(): { onSuccess: () => void } {
  const queries = useQueryClient();
  return {
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['get', '/api/v1/market-data/symbols'] }),
  };
}
