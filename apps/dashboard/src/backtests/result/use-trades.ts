import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { client, type Schemas } from '../../api/client.js';

const PAGE = 10_000;

/** Every trade of the run, once they are wanted; the result itself has the first 200. */
export function useTrades(
  result: Schemas['BacktestResult'],
  isWanted: boolean,
): UseQueryResult<Schemas['Trade'][]> {
  const { task_id: taskId, trades, trades_count: count } = result;
  return useQuery({
    queryKey: ['trades', taskId],
    enabled: isWanted,
    staleTime: Infinity,
    initialData: trades.length >= count ? trades : undefined,
    queryFn: async (): Promise<Schemas['Trade'][]> => {
      const all: Schemas['Trade'][] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const { data, error } = await client.GET('/api/v1/backtest/result/{task_id}/trades', {
          params: { path: { task_id: taskId }, query: { limit: PAGE, ...(cursor ? { cursor } : {}) } },
        });
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- a problem document, as every query gives it
        if (error) throw error;
        const page = data as unknown as { items: Schemas['Trade'][]; next_cursor: string | null };
        all.push(...page.items);
        cursor = page.next_cursor;
      }
      return all;
    },
  });
}
