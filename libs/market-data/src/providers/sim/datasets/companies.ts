import { toCompanyName } from '../company-name.js';
import { createDraws, drawBetween, drawWord } from '../seeded-draws.js';
import type { SimDataset } from '../sim-request.js';

const SECTORS = ['Technology', 'Energy', 'Health Care', 'Industrials', 'Consumer Staples', 'Utilities'];
const CITIES = ['Springfield', 'Riverton', 'Fairview', 'Greenville'];
/** No company has a number that begins so. */
const CIK = '9999';
const REVENUE_PER_HEAD = 400_000;

/** As of the newest report, so that it changes with that alone. */
export const companyInfo: SimDataset<'company_info'> = {
  batchSize: 50,
  about: ['share'],
  isSnapshot: true,
  rows({ market, books, subject: symbol, now }) {
    const booked = books.reported(symbol, now).at(-1);
    if (!booked) return [];
    const { report, shares, flows } = booked;
    const [first] = market.days(symbol, '2000-01-01', '2000-01-31');
    const [day] = market.daysUntil(symbol, report.publishedAt, 10).slice(-1);
    const draw = createDraws(market.seed, symbol, 'company');
    const name = toCompanyName(market.seed, symbol);
    return [
      {
        ...{ symbol, name, legalName: name, cik: CIK + String(Math.floor(1e6 * draw())).padStart(6, '0') },
        ...{ cusip: null, isin: null, lei: null, stockExchange: 'sim', sic: null },
        ...{ sector: drawWord(draw, SECTORS), industryCategory: null },
        longDescription: `${name} exists in the simulated market only.`,
        ...{
          ceo: null,
          companyUrl: `https://sim.invalid/${encodeURIComponent(symbol)}`,
          businessPhoneNo: null,
        },
        hqAddress1: `${1 + Math.floor(drawBetween(draw, 0, 900))} Main Street`,
        ...{ hqAddressCity: drawWord(draw, CITIES), hqAddressPostalCode: null, hqState: null },
        ...{ hqCountry: 'US', incState: 'DE' },
        employees: Math.max(10, Math.round((flows.revenue * 4) / REVENUE_PER_HEAD)),
        ...{ firstStockPriceDate: first.session.date, entityStatus: 'active' },
        marketCap: Math.round(shares * day.bar.open),
        ...{ fiscalYearEnd: '12-31', publishedAt: report.publishedAt },
      },
    ];
  },
};
