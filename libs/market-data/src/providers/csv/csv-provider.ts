import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { BarkeepError, ROW_DATASETS, toDate, type Bar } from '#domain';
import { readBarsCsv, type BarsCsv } from '../../csv/read-bars-csv.js';
import type { DailyBarsRequest, MarketDataProvider } from '../market-data-provider.js';
import { ProviderError } from '../provider-error.js';
import { createCsvRowsSource } from './csv-rows-source.js';

/**
 * A folder with a file for each symbol, `<SYMBOL>_1d.csv` or `<SYMBOL>.csv`, of raw prices, and files of datasets in
 * rows beside them.
 */
export function createCsvProvider(folder: string): MarketDataProvider {
  return {
    id: 'csv',
    batchSize: 4,
    datasets: {
      async historical_prices(request) {
        const file = await findFile(folder, request.symbol);
        const read = await readFile(file, request);
        const bars = barsBetween(read, Date.parse(request.from), Date.parse(request.to));
        if (bars.length === 0) throw new ProviderError('csv', 'empty', 'the file has no prices of that time');
        return { bars, actions: [], adjusted: 'raw', rejected: read.rejected };
      },
    },
    rows: Object.fromEntries(ROW_DATASETS.map((dataset) => [dataset, createCsvRowsSource(folder, dataset)])),
  };
}

/** A symbol holds no slash, so it names nothing outside the folder. */
async function findFile(folder: string, symbol: string): Promise<string> {
  for (const name of [`${symbol}_1d.csv`, `${symbol}.csv`]) {
    const file = join(folder, name);
    const found = await access(file).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  throw new ProviderError('csv', 'unknown_symbol', `the folder has no file of ${symbol}`);
}

async function readFile(file: string, { timeZone, signal }: DailyBarsRequest): Promise<BarsCsv> {
  try {
    return await readBarsCsv(createReadStream(file, { signal }), { timeframe: '1d', naiveZone: timeZone });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof BarkeepError) throw new ProviderError('csv', 'misunderstood', error.message);
    throw new ProviderError('csv', 'outage', 'the file could not be read');
  }
}

function barsBetween({ bars }: BarsCsv, from: number, to: number): Bar[] {
  const { openTime, open, high, low, close, volume } = bars;
  return Array.from(openTime, (time, row): Bar => {
    return {
      openTime: Date.parse(toDate(time)),
      open: open[row],
      high: high[row],
      low: low[row],
      close: close[row],
      volume: volume[row],
    };
  }).filter((bar) => bar.openTime >= from && bar.openTime <= to);
}
