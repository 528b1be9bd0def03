import type { RowsSource } from '../market-data-provider.js';
import { memberOf } from '../read-json.js';
import { readColumns, type FieldNames } from '../rows/read-columns.js';
import { bySubject } from '../rows/rows-source.js';
import type { FmpList } from './fmp-list.js';

const FIELDS: FieldNames<'company_info'> = {
  symbol: 'symbol',
  name: 'companyName',
  cik: 'cik',
  cusip: 'cusip',
  isin: 'isin',
  stockExchange: 'exchangeFullName',
  sector: 'sector',
  industryCategory: 'industry',
  longDescription: 'description',
  ceo: 'ceo',
  companyUrl: 'website',
  businessPhoneNo: 'phone',
  hqAddress1: 'address',
  hqAddressCity: 'city',
  hqAddressPostalCode: 'zip',
  hqState: 'state',
  hqCountry: 'country',
  employees: 'fullTimeEmployees',
  firstStockPriceDate: 'ipoDate',
  marketCap: 'marketCap',
};

export function createFmpCompany(list: FmpList): RowsSource<'company_info'> {
  return bySubject('fmp', 'company_info', async (symbol, { signal }) => {
    return (await list('/profile', { symbol }, signal)).map((profile) => ({
      ...readColumns('company_info', FIELDS, profile),
      entityStatus: memberOf(profile, 'isActivelyTrading') === false ? 'inactive' : 'active',
    }));
  });
}
