import { MutationCache, QueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import { isProblem, toWords } from './problem.js';

const MOST_TRIES = 3;

/** Faults of what was asked for are final; everything else may pass, so it is tried again. */
function mayPass(error: unknown): boolean {
  return !isProblem(error) || error.status >= 500 || error.status === 429;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < MOST_TRIES && mayPass(error),
    },
  },
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, { meta }) => {
      // A form shows what stands against it beside its fields.
      if (meta?.['shown'] === true) return;
      notifications.show({ color: 'red', title: 'That did not work', message: toWords(error) });
    },
  }),
});
