import { toDate } from '#domain';
import type { RowsSource } from '../market-data-provider.js';
import { listOf, memberOf } from '../read-json.js';
import { readColumns, toInstant, toNumber, toText, type FieldNames } from '../rows/read-columns.js';
import { bySubject } from '../rows/rows-source.js';
import { computeSurprise } from '../rows/surprise.js';
import { unwrapRaw } from './read-raw.js';
import type { YahooSession } from './yahoo-session.js';

/* What the summary of a symbol has: its last four reports, the next one, and who the company is. */

async function fetchSummary(session: YahooSession, symbol: string, modules: string, signal: AbortSignal) {
  const path = `/v10/finance/quoteSummary/${encodeURIComponent(symbol)}`;
  const body = await session.getJson(path, { modules, formatted: 'false' }, signal);
  return unwrapRaw(memberOf(body, 'quoteSummary', 'result', 0));
}

export function createYahooEarnings(session: YahooSession): RowsSource<'earnings'> {
  return bySubject('yahoo', 'earnings', async (symbol, { signal }) => {
    const summary = await fetchSummary(session, symbol, 'earningsHistory', signal);
    return listOf(memberOf(summary, 'earningsHistory', 'history')).map((quarter) => {
      const epsActual = toNumber(memberOf(quarter, 'epsActual'));
      const epsEstimated = toNumber(memberOf(quarter, 'epsEstimate'));
      const surpriseFraction = computeSurprise(epsActual, epsEstimated);
      const periodEnding = toDay(memberOf(quarter, 'quarter'));
      return { symbol, periodEnding, epsActual, epsEstimated, surpriseFraction };
    });
  });
}

export function createYahooCalendar(session: YahooSession): RowsSource<'earnings_calendar'> {
  return bySubject('yahoo', 'earnings_calendar', async (symbol, { signal }) => {
    const summary = await fetchSummary(session, symbol, 'calendarEvents', signal);
    const earnings = memberOf(summary, 'calendarEvents', 'earnings');
    const isEstimate = memberOf(earnings, 'isEarningsDateEstimate');
    // Two of them are the ends of a range.
    const reportDate = toDay(listOf(memberOf(earnings, 'earningsDate'))[0]);
    if (reportDate === null) return [];
    return [
      {
        ...{ symbol, reportDate },
        confirmed: typeof isEstimate === 'boolean' ? !isEstimate : null,
        epsConsensus: toNumber(memberOf(earnings, 'earningsAverage')),
        revenueConsensus: toNumber(memberOf(earnings, 'revenueAverage')),
      },
    ];
  });
}

const COMPANY_FIELDS: FieldNames<'company_info'> = {
  stockExchange: 'price.exchangeName',
  marketCap: 'price.marketCap',
  sector: 'assetProfile.sector',
  industryCategory: 'assetProfile.industry',
  longDescription: 'assetProfile.longBusinessSummary',
  companyUrl: 'assetProfile.website',
  businessPhoneNo: 'assetProfile.phone',
  hqAddress1: 'assetProfile.address1',
  hqAddressCity: 'assetProfile.city',
  hqAddressPostalCode: 'assetProfile.zip',
  hqState: 'assetProfile.state',
  hqCountry: 'assetProfile.country',
  employees: 'assetProfile.fullTimeEmployees',
};

export function createYahooCompany(session: YahooSession): RowsSource<'company_info'> {
  return bySubject('yahoo', 'company_info', async (symbol, { signal }) => {
    const summary = await fetchSummary(session, symbol, 'assetProfile,price', signal);
    if (memberOf(summary, 'assetProfile') === undefined) return [];
    const officers = listOf(memberOf(summary, 'assetProfile', 'companyOfficers'));
    const chief = officers.find((officer) =>
      /\bCEO\b|Chief Executive/.test(String(memberOf(officer, 'title'))),
    );
    const name =
      toText(memberOf(summary, 'price', 'longName')) ?? toText(memberOf(summary, 'price', 'shortName'));
    return [
      {
        ...readColumns('company_info', COMPANY_FIELDS, summary),
        ...{ symbol, name: name ?? symbol, ceo: toText(memberOf(chief, 'name')) },
      },
    ];
  });
}

function toDay(seconds: unknown): string | null {
  const instant = toInstant(seconds);
  return instant === null ? null : toDate(instant);
}
