import type { AppConfig, ProviderId } from '#config';
import { createBinanceProvider, readBinanceFault } from './binance/binance-provider.js';
import { createCsvProvider } from './csv/csv-provider.js';
import { createFmpProvider, readFmpFault } from './fmp/fmp-provider.js';
import { VendorHttp } from './http/vendor-http.js';
import type { MarketDataProvider } from './market-data-provider.js';
import { createSimProvider } from './sim/sim-provider.js';
import { createYahooProvider, readYahooFault } from './yahoo/yahoo-provider.js';

/** Resolves when a request to the provider may be sent. */
export type Admission = (provider: ProviderId, signal: AbortSignal) => Promise<void>;

type Create = (config: AppConfig, admit: Admission) => MarketDataProvider;

/** A way to make each provider out of the settings. */
const CREATE: Readonly<Record<ProviderId, Create>> = {
  yahoo: (config, admit) =>
    createYahooProvider(
      new VendorHttp({
        ...doorOf('yahoo', config, admit),
        baseUrl: config.YAHOO_URL,
        readFault: readYahooFault,
      }),
    ),
  binance: (config, admit) =>
    createBinanceProvider(
      new VendorHttp({
        ...doorOf('binance', config, admit),
        baseUrl: config.BINANCE_URL,
        readFault: readBinanceFault,
      }),
    ),
  fmp: (config, admit) =>
    createFmpProvider(
      new VendorHttp({
        ...doorOf('fmp', config, admit),
        baseUrl: config.FMP_URL,
        readFault: readFmpFault,
        headers: { apikey: config.FMP_API_KEY },
      }),
      config.FMP_API_KEY !== '',
    ),
  csv: (config) => createCsvProvider(config.MARKET_DATA_FOLDER),
  sim: (config) => createSimProvider(config.SIM_SEED),
};

function doorOf(provider: ProviderId, config: AppConfig, admit: Admission) {
  return {
    provider,
    timeoutMs: config.MARKET_DATA_TIMEOUT_SECONDS * 1_000,
    admit: (signal: AbortSignal) => admit(provider, signal),
  };
}

export function createProvider(id: ProviderId, config: AppConfig, admit: Admission): MarketDataProvider {
  return CREATE[id](config, admit);
}
