import type { VendorHttp } from '../http/vendor-http.js';
import type { MarketDataProvider } from '../market-data-provider.js';
import { ProviderError } from '../provider-error.js';
import { memberOf, numberOf } from '../read-json.js';
import { bySubject } from '../rows/rows-source.js';
import { readFacts } from './read-facts.js';
import { readSubmissions } from './read-submissions.js';

/** The two places where the SEC answers: its list of companies, and what they filed. */
export interface SecDoors {
  site: VendorHttp;
  data: VendorHttp;
}

/** How long its list of companies is good for. */
const LIST_MS = 86_400_000;
const CIK_DIGITS = 10;

/** SEC EDGAR: what companies in the United States have filed. */
export function createSecProvider(
  { site, data }: SecDoors,
  hasName: boolean,
  now: () => number = Date.now,
): MarketDataProvider {
  let companies = { ciks: new Map<string, string>(), until: -Infinity };

  async function findCik(symbol: string, signal: AbortSignal): Promise<string> {
    if (!hasName)
      throw new ProviderError('sec', 'key_refused', 'sec wants to know who asks: SEC_USER_AGENT is not set');
    if (companies.until <= now()) {
      const body = await site.getJson('/files/company_tickers.json', {}, signal);
      companies = { ciks: readTickers(body), until: now() + LIST_MS };
    }
    const cik = companies.ciks.get(symbol);
    if (cik === undefined) throw new ProviderError('sec', 'unknown_symbol', 'sec does not know the symbol');
    return cik;
  }

  return {
    ...{ id: 'sec', batchSize: 4, datasets: {} },
    rows: {
      fundamentals: bySubject('sec', 'fundamentals', async (symbol, { signal }) => {
        const path = `/api/xbrl/companyfacts/CIK${await findCik(symbol, signal)}.json`;
        return readFacts(symbol, await data.getJson(path, {}, signal));
      }),
      company_info: bySubject('sec', 'company_info', async (symbol, { signal }) => {
        const path = `/submissions/CIK${await findCik(symbol, signal)}.json`;
        return [readSubmissions(symbol, await data.getJson(path, {}, signal))];
      }),
    },
  };
}

/** Its numbers of companies by their tickers. */
function readTickers(body: unknown): Map<string, string> {
  const companies = Object.values(Object(body) as Record<string, unknown>);
  return new Map(
    companies.map((company) => [
      String(memberOf(company, 'ticker')).toUpperCase(),
      String(numberOf(memberOf(company, 'cik_str'))).padStart(CIK_DIGITS, '0'),
    ]),
  );
}
