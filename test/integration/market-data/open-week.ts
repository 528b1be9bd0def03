import { InstrumentRepository } from '#database';
import { xnys } from '#domain';
import { CoverageService } from '#market-data';
import { ChartVendor, type ChartVendorOptions } from './chart-vendor.js';
import { TradingWeek } from './trading-week.js';
import { WeekRecord } from './week-record.js';

export const SYMBOLS = ['ACME', 'BOLT', 'CORE', 'SPLT'];
const SINCE = '2026-01-02';

/** A week with all that is around it. */
export interface OpenWeek {
  week: TradingWeek;
  /** Of daily prices; everything else comes from the simulated market. */
  vendor: ChartVendor;
  record: WeekRecord;
  close(): Promise<void>;
}

export async function openWeek(start: string, split?: ChartVendorOptions['split']): Promise<OpenWeek> {
  const vendor = new ChartVendor({ symbols: SYMBOLS, since: SINCE, split });
  const week = await TradingWeek.open(Date.parse(start), {
    ...{
      YAHOO_URL: await vendor.start(),
      YAHOO_REQUESTS_PER_MINUTE: '100000',
      MARKET_DATA_ALLOW_PRIVATE: 'true',
      MARKET_DATA_START: SINCE,
    },
    ...{ MARKET_DATA_PROVIDERS: 'sim', HISTORICAL_PRICES_PROVIDERS: 'yahoo' },
  });
  const record = await WeekRecord.open(week.databaseUrl);
  for (const symbol of SYMBOLS) {
    const place = { calendar: 'XNYS', timeZone: xnys.timeZone, currency: 'USD' };
    await week.get(InstrumentRepository).save({ symbol, name: null, ...place });
    await week.get(InstrumentRepository).setActive(symbol, true);
  }
  const close = async () => {
    await record.close();
    await week.close();
    await vendor.stop();
  };
  return { week, vendor, record, close };
}

/** Sessions that are over and of which nothing is stored: `CORE historical_prices 2026-11-25`. */
export async function listGaps({ week }: OpenWeek): Promise<string[]> {
  const covered = await week.get(CoverageService).list({ symbols: SYMBOLS, now: week.clock.now });
  if (covered.length < SYMBOLS.length) throw new Error('there is a symbol without anything');
  return covered.flatMap(({ symbol, dataset, gaps }) =>
    gaps.map(({ from, to }) => [symbol, dataset, from, ...(to === from ? [] : [to])].join(' ')),
  );
}

/** What a job still brings when all twelve have just been run at the same instant. */
export async function listRestless({ week }: OpenWeek): Promise<object[]> {
  await week.runAll();
  const again = await week.runAll();
  return again.filter(
    ({ outcome, summary }) => outcome !== 'ok' || summary?.inserted !== 0 || summary.changed !== 0,
  );
}
