import { loadConfig, type ProvidedDataset, type ProviderId } from '#config';
import { createProvider } from './create-provider.js';

/** The datasets that a provider has, for documentation. */
export function listDatasets(id: ProviderId): ProvidedDataset[] {
  const gate = { admit: async () => undefined, hold: async () => undefined };
  const { datasets, rows = {} } = createProvider(id, loadConfig({}), gate);
  return [...Object.keys(datasets), ...Object.keys(rows)] as ProvidedDataset[];
}
