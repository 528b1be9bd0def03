import type { FactoryProvider } from '@nestjs/common';
import { APP_CONFIG, listProviders, type AppConfig, type ProvidedDataset, type ProviderId } from '#config';
import { ROW_DATASETS } from '#domain';
import { RedisConnections, TokenBuckets } from '#redis';
import { createProvider } from './create-provider.js';
import type { MarketDataProvider } from './market-data-provider.js';
import { ProviderPool, type ProviderPoolOptions } from './provider-pool.js';
import { RequestGate } from './request-gate.js';

/** How long a request waits for its turn where somebody else can be asked, and where nobody can. */
const PATIENCE_MS = { withOthers: 15_000, alone: 120_000 };

const DATASETS: readonly ProvidedDataset[] = ['historical_prices', ...ROW_DATASETS];

/** Under this token stands who watches what providers are asked, if anybody does. */
export const ASKED_WATCH = Symbol('ASKED_WATCH');

export type AskedWatch = Pick<ProviderPoolOptions, 'onAsked' | 'aroundAsked'>;

/** The providers that the settings name, each made once. */
export const providerPoolProvider: FactoryProvider<ProviderPool> = {
  provide: ProviderPool,
  inject: [APP_CONFIG, RedisConnections, { token: ASKED_WATCH, optional: true }],
  useFactory: (config: AppConfig, connections: RedisConnections, watch?: AskedWatch) => {
    const ids = DATASETS.map((dataset) => listProviders(config, dataset));
    const isAlone = (id: ProviderId) => ids.some((list) => list.length === 1 && list[0] === id);
    const patienceOf = (id: ProviderId) => PATIENCE_MS[isAlone(id) ? 'alone' : 'withOthers'];
    const gate = new RequestGate(new TokenBuckets(() => connections.tasks), config, patienceOf);
    const made = new Map<ProviderId, MarketDataProvider>();
    for (const id of new Set(ids.flat())) made.set(id, createProvider(id, config, gate));
    const lists = DATASETS.map((dataset, place) => [dataset, ids[place].map((id) => made.get(id)!)] as const);
    const byDataset = Object.fromEntries<MarketDataProvider[]>(lists);
    return new ProviderPool({
      lists: { ...byDataset, intraday_prices: byDataset.historical_prices },
      ...watch,
    });
  },
};
