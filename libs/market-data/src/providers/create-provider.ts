import type { AppConfig, ProviderId } from '#config';
import { createBinanceProvider, readBinanceFault } from './binance/binance-provider.js';
import { createCsvProvider } from './csv/csv-provider.js';
import { createFmpProvider, readFmpFault } from './fmp/fmp-provider.js';
import { VendorHttp } from './http/vendor-http.js';
import type { MarketDataProvider } from './market-data-provider.js';
import { createSimProvider } from './sim/sim-provider.js';
import { createYahooProvider, readYahooFault } from './yahoo/yahoo-provider.js';

/** Keeps requests within what vendors allow. */
export interface Gate {
  admit(provider: ProviderId, signal: AbortSignal): Promise<void>;
  hold(provider: ProviderId, ms: number | undefined): Promise<void>;
}

type Create = (config: AppConfig, gate: Gate) => MarketDataProvider;

/** A way to make each provider out of the settings. */
const CREATE: Readonly<Record<ProviderId, Create>> = {
  yahoo: (config, gate) =>
    createYahooProvider(
      new VendorHttp({
        ...doorOf('yahoo', config, gate),
        baseUrl: config.YAHOO_URL,
        readFault: readYahooFault,
      }),
    ),
  binance: (config, gate) =>
    createBinanceProvider(
      new VendorHttp({
        ...doorOf('binance', config, gate),
        baseUrl: config.BINANCE_URL,
        readFault: readBinanceFault,
      }),
    ),
  fmp: (config, gate) =>
    createFmpProvider(
      new VendorHttp({
        ...doorOf('fmp', config, gate),
        baseUrl: config.FMP_URL,
        readFault: readFmpFault,
        headers: { apikey: config.FMP_API_KEY },
      }),
      config.FMP_API_KEY !== '',
    ),
  csv: (config) => createCsvProvider(config.MARKET_DATA_FOLDER),
  sim: (config) => createSimProvider(config.SIM_SEED),
};

function doorOf(provider: ProviderId, config: AppConfig, gate: Gate) {
  return {
    provider,
    timeoutMs: config.MARKET_DATA_TIMEOUT_SECONDS * 1_000,
    admit: (signal: AbortSignal) => gate.admit(provider, signal),
    hold: (ms: number | undefined) => gate.hold(provider, ms),
  };
}

export function createProvider(id: ProviderId, config: AppConfig, gate: Gate): MarketDataProvider {
  return CREATE[id](config, gate);
}
