import type { AppConfig, ProviderId } from '#config';
import { createFetch } from '#outbound';
import { readBinanceFault } from './binance/binance-faults.js';
import { createBinanceProvider } from './binance/binance-provider.js';
import { createCsvProvider } from './csv/csv-provider.js';
import { readFmpFault } from './fmp/fmp-faults.js';
import { createFmpProvider } from './fmp/fmp-provider.js';
import { readFredFault } from './fred/fred-faults.js';
import { createFredProvider } from './fred/fred-provider.js';
import { VendorHttp, type VendorHttpOptions } from './http/vendor-http.js';
import type { MarketDataProvider } from './market-data-provider.js';
import { readSecFault } from './sec/sec-faults.js';
import { createSecProvider } from './sec/sec-provider.js';
import { createSimProvider } from './sim/sim-provider.js';
import { readYahooFault, readYahooPage } from './yahoo/yahoo-faults.js';
import { createYahooProvider } from './yahoo/yahoo-provider.js';

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
  yahoo: ({ YAHOO_URL, YAHOO_PAGE_URL, YAHOO_USER_AGENT, OPTIONS_EXPIRIES }, open) => {
    const headers = { 'user-agent': YAHOO_USER_AGENT };
    return createYahooProvider(
      {
        data: open({ baseUrl: YAHOO_URL, readFault: readYahooFault, headers }),
        page: open({ baseUrl: YAHOO_PAGE_URL, readFault: readYahooPage, headers }),
      },
      OPTIONS_EXPIRIES,
    );
  },
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
  sim: (config) => createSimProvider(config.SIM_SEED, config.OPTIONS_EXPIRIES),
};

export function createProvider(id: ProviderId, config: AppConfig, gate: Gate): MarketDataProvider {
  const fetch = createFetch({ allowPrivate: config.MARKET_DATA_ALLOW_PRIVATE });
  return CREATE[id](config, (options) => {
    return new VendorHttp({
      ...options,
      provider: id,
      fetch,
      timeoutMs: config.MARKET_DATA_TIMEOUT_SECONDS * 1_000,
      admit: (signal) => gate.admit(id, signal),
      hold: (ms) => gate.hold(id, ms),
    });
  });
}
