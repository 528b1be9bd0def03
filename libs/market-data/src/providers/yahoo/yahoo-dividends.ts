import type { VendorHttp } from '../http/vendor-http.js';
import type { RowsSource } from '../market-data-provider.js';
import { memberOf } from '../read-json.js';
import { toText } from '../rows/read-columns.js';
import { bySubject } from '../rows/rows-source.js';
import { fetchChart, readChartActions } from './read-chart.js';

/** Ex-dates and amounts; the other dates are not told. */
export function createYahooDividends(http: VendorHttp, now: () => number): RowsSource<'dividends'> {
  return bySubject('yahoo', 'dividends', async (symbol, { from, signal }) => {
    const chart = await fetchChart(http, { symbol, from, now: now(), signal });
    const currency = toText(memberOf(chart, 'chart', 'result', 0, 'meta', 'currency'));
    return readChartActions(chart)
      .filter(({ kind }) => kind === 'dividend')
      .map(({ exDate, value }) => ({
        ...{ symbol, currency, exDividendDate: exDate, amount: value, dividendType: 'cash' },
      }));
  });
}
