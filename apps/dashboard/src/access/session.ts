import { useQuery } from '@tanstack/react-query';
import { api, client, type Schemas } from '../api/client.js';
import { queryClient } from '../api/query-client.js';

type WhoAmI = Schemas['WhoAmI'];
export type Role = NonNullable<WhoAmI['role']>;

/** What each may, the next may, too. */
const ROLES: readonly Role[] = ['viewer', 'trader', 'operator', 'admin'];

export const sessionQuery = api.queryOptions('get', '/api/v1/session', {}, { staleTime: Infinity });

/** Who looks at the page; undefined until it is known. */
export function useSession(): WhoAmI | undefined {
  return useQuery(sessionQuery).data;
}

/** Why somebody may not do what takes a role; undefined where they may, or where the API has to say. */
export function useReasonAgainst(needed: Role): string | undefined {
  const role = useSession()?.role;
  if (!role || ROLES.indexOf(role) >= ROLES.indexOf(needed)) return undefined;
  return `Your key is for a ${role}; this takes a ${needed}.`;
}

client.use({
  onRequest({ request }) {
    const { csrf_token: token } = queryClient.getQueryData<WhoAmI>(sessionQuery.queryKey) ?? {};
    if (token && request.method !== 'GET') request.headers.set('X-CSRF-Token', token);
    return request;
  },
  onResponse({ request, response }) {
    // The login has ended, or was ended: whoever looks is asked for a key and then goes on here.
    if (response.status === 401 && new URL(request.url).pathname !== '/api/v1/session')
      void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  },
});
