import type { KnownData } from '../handlers/load-known-rows.js';

/** For runs that read bars only. */
export const NO_DATASETS: KnownData = {
  datasets: { loadKnown: async () => [] },
  actions: { list: async () => [] },
};
