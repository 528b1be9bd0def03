import { loadConfig, type ProvidedDataset, type ProviderId } from '#config';
import { createProvider } from './create-provider.js';
import type { Dataset } from './market-data-provider.js';

/** The datasets that a provider has, for documentation; bars shorter than a day count as one. */
export function listDatasets(id: ProviderId): (ProvidedDataset | Dataset)[] {
  const gate = { admit: async () => undefined, hold: async () => undefined };
  const { datasets, rows = {} } = createProvider(id, loadConfig({}), gate);
  return [...Object.keys(datasets), ...Object.keys(rows)] as (ProvidedDataset | Dataset)[];
}
