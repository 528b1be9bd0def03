import type { AppConfig, ProviderId } from '#config';
import { createBinanceProvider, readBinanceFault } from './binance/binance-provider.js';
import { createCsvProvider } from './csv/csv-provider.js';
import { createFmpProvider, readFmpFault } from './fmp/fmp-provider.js';
import { createFredProvider, readFredFault } from './fred/fred-provider.js';
import { VendorHttp, type VendorHttpOptions } from './http/vendor-http.js';
import type { MarketDataProvider } from './market-data-provider.js';
import { createSecProvider, readSecFault } from './sec/sec-provider.js';
import { createSimProvider } from './sim/sim-provider.js';
import { createYahooProvider, readYahooFault } from './yahoo/yahoo-provider.js';

/** Keeps requests within what vendors allow. */
export interface Gate {
  admit(provider: ProviderId, signal: AbortSignal): Promise<void>;
  hold(provider: ProviderId, ms: number | undefined): Promise<void>;
}

type OpenDoor = (
  options: Pick<VendorHttpOptions, 'baseUrl' | 'readFault' | 'headers' | 'query'>,
) => VendorHttp;

/** A way to make each provider out of the settings. */
const CREATE: Readonly<Record<ProviderId, (config: AppConfig, open: OpenDoor) => MarketDataProvider>> = {
  yahoo: (config, open) =>
    createYahooProvider(open({ baseUrl: config.YAHOO_URL, readFault: readYahooFault })),
  fmp: ({ FMP_URL, FMP_API_KEY }, open) =>
    createFmpProvider(
      open({ baseUrl: FMP_URL, readFault: readFmpFault, headers: { apikey: FMP_API_KEY } }),
      FMP_API_KEY !== '',
    ),
  fred: ({ FRED_URL, FRED_API_KEY }, open) =>
    createFredProvider(
      open({
        baseUrl: FRED_URL,
        readFault: readFredFault,
        query: { api_key: FRED_API_KEY, file_type: 'json' },
      }),
      FRED_API_KEY !== '',
    ),
  sec: ({ SEC_URL, SEC_DATA_URL, SEC_USER_AGENT }, open) => {
    const kept = { readFault: readSecFault, headers: { 'user-agent': SEC_USER_AGENT } };
    return createSecProvider(
      { site: open({ ...kept, baseUrl: SEC_URL }), data: open({ ...kept, baseUrl: SEC_DATA_URL }) },
      SEC_USER_AGENT !== '',
    );
  },
  binance: (config, open) =>
    createBinanceProvider(open({ baseUrl: config.BINANCE_URL, readFault: readBinanceFault })),
  csv: (config) => createCsvProvider(config.MARKET_DATA_FOLDER),
  sim: (config) => createSimProvider(config.SIM_SEED),
};

export function createProvider(id: ProviderId, config: AppConfig, gate: Gate): MarketDataProvider {
  return CREATE[id](config, (options) => {
    return new VendorHttp({
      ...options,
      provider: id,
      timeoutMs: config.MARKET_DATA_TIMEOUT_SECONDS * 1_000,
      admit: (signal) => gate.admit(id, signal),
      hold: (ms) => gate.hold(id, ms),
    });
  });
}
