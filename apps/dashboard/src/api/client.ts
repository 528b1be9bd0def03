import createFetchClient from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import type { components, paths } from '../../../../examples/clients/typescript/barkeep-api.d.ts';

/** What the API takes and gives, by the names of its description. */
export type Schemas = components['schemas'];

/** Calls outside of components, such as downloads. */
export const client = createFetchClient<paths>({ baseUrl: window.location.origin });

/** `useQuery`, `useMutation` … over the paths of the API; the query key is `[method, path, parameters]`. */
export const api = createQueryClient(client);
