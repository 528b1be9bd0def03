import type { Schemas } from '../api/client.js';

type WhoAmI = Schemas['WhoAmI'];

/** What is known of who looks: the answer, how often it was asked for in vain, and whether that is given up. */
interface Asked {
  data: WhoAmI | null | undefined;
  failureCount: number;
  isError: boolean;
}

/** What stands in the browser. */
type Entrance = 'nothing yet' | 'pages' | 'login' | 'refused';

/**
 * Pages stand while Barkeep is away, and say so. They go where the API refuses to say who looks: each asks that again when it
 * comes, so that pages that come with a failure and go with the next question would ask without end.
 */
export function toEntrance({ data, failureCount, isError }: Asked): Entrance {
  if (data === undefined && !isError) return failureCount > 0 ? 'pages' : 'nothing yet';
  if (typeof data?.access !== 'boolean') return 'refused';
  return data.access && !data.authenticated ? 'login' : 'pages';
}
