import { MutationCache, QueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import { isProblem, toWords } from './problem.js';

const MOST_TRIES = 3;
const LONGEST_PAUSE_MS = 3_000;

/** Barkeep or a store of it is away: it is asked until it is back. What the API refuses is final. */
function shouldRetry(failures: number, error: unknown): boolean {
  if (!isProblem(error) || error.status === 503) return true;
  return failures < MOST_TRIES && (error.status >= 500 || error.status === 429);
}

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** The form shows by itself what stands against it. */
      shown?: boolean;
      /** What was done, by the answer of the API: for what cannot be seen at once where one clicked. */
      done?: (answer: never) => string;
    };
  }
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // It may well run on this very machine, which need not be on any network.
      networkMode: 'always',
      retry: shouldRetry,
      retryDelay: (failures) => Math.min(500 * 2 ** failures, LONGEST_PAUSE_MS),
    },
    mutations: { networkMode: 'always' },
  },
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, { meta }) => {
      // A form shows what stands against it beside its fields.
      if (meta?.shown) return;
      notifications.show({ color: 'red', title: 'That did not work', message: toWords(error) });
    },
    onSuccess: (answer, _variables, _context, { meta }) => {
      if (meta?.done) notifications.show({ color: 'teal', message: meta.done(answer as never) });
    },
  }),
});
