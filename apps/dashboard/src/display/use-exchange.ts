import { api, type Schemas } from '../api/client.js';

const EVERY_MS = 30_000;

interface Exchange {
  /** IANA zone in which times are shown. */
  zone: string;
  market: Schemas['SchedulerStatus']['market'] | undefined;
  /** The API was asked and did not answer. */
  isAway: boolean;
}

/** The exchange by whose clock the house works. */
export function useExchange(): Exchange {
  const { data, isError, failureCount } = api.useQuery(
    'get',
    '/api/scheduler/celery/status',
    {},
    { refetchInterval: (query) => (query.state.status === 'error' ? 3_000 : EVERY_MS), retry: 1 },
  );
  return {
    zone: data?.timezone ?? 'America/New_York',
    market: data?.market,
    isAway: isError || failureCount > 1,
  };
}
