import type { FactoryProvider } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { RedisConnections, TokenBuckets } from '#redis';
import { createProvider } from './create-provider.js';
import { ProviderPool } from './provider-pool.js';
import { RequestGate } from './request-gate.js';

/** How long a request waits for its turn where somebody else can be asked, and where nobody can. */
const PATIENCE_MS = { withOthers: 15_000, alone: 120_000 };

/** The providers that the settings name. */
export const providerPoolProvider: FactoryProvider<ProviderPool> = {
  provide: ProviderPool,
  inject: [APP_CONFIG, RedisConnections],
  useFactory: (config: AppConfig, connections: RedisConnections) => {
    const named = config.HISTORICAL_PRICES_PROVIDERS;
    const ids = named.length > 0 ? named : config.MARKET_DATA_PROVIDERS;
    const patienceMs = ids.length > 1 ? PATIENCE_MS.withOthers : PATIENCE_MS.alone;
    const gate = new RequestGate(new TokenBuckets(() => connections.tasks), config, patienceMs);
    const list = ids.map((id) => createProvider(id, config, gate));
    return new ProviderPool({ lists: { historical_prices: list } });
  },
};
