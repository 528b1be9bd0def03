import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BarkeepError,
  dayRangeInZone,
  ROW_DATASETS,
  type Bar,
  type InstantRange,
  type Timeframe,
} from '#domain';
import { readBarsCsv, type BarsCsv } from '../../csv/read-bars-csv.js';
import type { BarsAnswer, DailyBarsRequest, MarketDataProvider } from '../market-data-provider.js';
import { ProviderError } from '../provider-error.js';
import { createCsvRowsSource } from './csv-rows-source.js';

/**
 * A folder with a file for each symbol, `<SYMBOL>_1d.csv` or `<SYMBOL>.csv`, of raw prices, others of shorter bars
 * (`<SYMBOL>_5m.csv`), and files of datasets in rows beside them.
 */
export function createCsvProvider(folder: string): MarketDataProvider {
  return {
    id: 'csv',
    batchSize: 4,
    datasets: {
      async historical_prices(request) {
        const file = await findFile(folder, [`${request.symbol}_1d.csv`, `${request.symbol}.csv`]);
        const read = await readFile(file, request, '1d');
        const [start, end] = [Date.parse(request.from), Date.parse(request.to) + 1];
        return toAnswer(read, { start, end });
      },
      async intraday_prices(request) {
        const file = await findFile(folder, [`${request.symbol}_${request.timeframe}.csv`]);
        const read = await readFile(file, request, request.timeframe);
        const { from, to, timeZone } = request;
        const [start, end] = [dayRangeInZone(from, timeZone).start, dayRangeInZone(to, timeZone).end];
        return toAnswer(read, { start, end });
      },
    },
    rows: Object.fromEntries(ROW_DATASETS.map((dataset) => [dataset, createCsvRowsSource(folder, dataset)])),
  };
}

/** A symbol holds no slash, so it names nothing outside the folder. */
async function findFile(folder: string, names: readonly [string, ...string[]]): Promise<string> {
  for (const name of names) {
    const file = join(folder, name);
    const found = await access(file).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  throw new ProviderError('csv', 'unknown_symbol', `the folder has no file ${names[0]}`);
}

async function readFile(
  file: string,
  { timeZone, signal }: DailyBarsRequest,
  timeframe: Timeframe,
): Promise<BarsCsv> {
  try {
    return await readBarsCsv(createReadStream(file, { signal }), { timeframe, naiveZone: timeZone });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof BarkeepError) throw new ProviderError('csv', 'misunderstood', error.message);
    throw new ProviderError('csv', 'outage', 'the file could not be read');
  }
}

/** @throws ProviderError `empty` where the file has none that open then. */
function toAnswer({ bars, rejected }: BarsCsv, { start, end }: InstantRange): BarsAnswer {
  const { openTime, open, high, low, close, volume } = bars;
  const found = Array.from(openTime, (time, row): Bar => {
    return {
      ...{ openTime: time, open: open[row], high: high[row], low: low[row] },
      ...{ close: close[row], volume: volume[row] },
    };
  }).filter((bar) => bar.openTime >= start && bar.openTime < end);
  if (found.length === 0) throw new ProviderError('csv', 'empty', 'the file has no prices of that time');
  return { bars: found, actions: [], adjusted: 'raw', rejected };
}
