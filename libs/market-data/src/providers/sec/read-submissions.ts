import { memberOf, listOf } from '../read-json.js';
import { readColumns, toText, type DraftRow, type FieldNames } from '../rows/read-columns.js';

const FIELDS: FieldNames<'company_info'> = {
  name: 'name',
  legalName: 'name',
  cik: 'cik',
  lei: 'lei',
  sic: 'sic',
  industryCategory: 'sicDescription',
  longDescription: 'description',
  companyUrl: 'website',
  businessPhoneNo: 'phone',
  hqAddress1: 'addresses.business.street1',
  hqAddressCity: 'addresses.business.city',
  hqAddressPostalCode: 'addresses.business.zipCode',
  hqState: 'addresses.business.stateOrCountry',
  incState: 'stateOfIncorporation',
  fiscalYearEnd: 'fiscalYearEnd',
};

/** Who a company is, of the file of its submissions. */
export function readSubmissions(symbol: string, body: unknown): DraftRow<'company_info'> {
  // One exchange for each of its tickers.
  const place = listOf(memberOf(body, 'tickers')).indexOf(symbol);
  const stockExchange = toText(listOf(memberOf(body, 'exchanges'))[Math.max(place, 0)]);
  return { ...readColumns('company_info', FIELDS, body), symbol, stockExchange };
}
