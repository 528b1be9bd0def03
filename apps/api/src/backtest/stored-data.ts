import { Inject, Injectable } from '@nestjs/common';
import { faultsOfSeries } from '#backtest-engine';
import { BarRepository, DatasetRepository, InstrumentRepository, type SeriesRange } from '#database';
import type { Fault } from '#domain';
import { BarQuery } from '#market-data';
import type { KnownNeed } from '#strategy';
import { faultsOfKnown } from './known-data.js';
import type { WantedBars } from './wanted-bars.js';

/** What is stored of one symbol that a run wants. */
export interface SymbolData {
  symbol: string;
  known: boolean;
  /** All bars of the timeframe, or of the finer one that it is joined from. */
  stored?: SeriesRange;
  /** Bars in the range of the run, counted up to the number that was asked for. */
  inRange: number;
  /** All bars in the range, as they are stored now. */
  count: number;
}

const HINT = 'store these bars again: POST /api/v1/market-data/bars/import, or the job backfill';

/** Looks up what the data checks of a run need. */
@Injectable()
export class StoredData {
  constructor(
    @Inject(InstrumentRepository) private readonly instruments: InstrumentRepository,
    @Inject(BarQuery) private readonly query: BarQuery,
    @Inject(DatasetRepository) private readonly datasets: DatasetRepository,
    @Inject(BarRepository) private readonly bars: BarRepository,
  ) {}

  /** Counts at most `enough` bars of each symbol. */
  describe(symbols: readonly string[], wanted: WantedBars, enough: number): Promise<SymbolData[]> {
    return Promise.all(symbols.map((symbol) => this.describeSymbol(symbol, wanted, enough)));
  }

  /**
   * Faults of the bars that symbols have in the range, by the paths at which they are stated: bars of older versions,
   * which stored what no run can compute with. Bars that were replaced since, read by `asOf`, are the run's to refuse.
   */
  async faultsOfBars(paths: ReadonlyMap<string, string>, wanted: WantedBars): Promise<Fault[]> {
    const suspects = await this.bars.listImpossible([...paths.keys()]);
    const found = await Promise.all(
      suspects.map(async (symbol) => {
        const { timeframe, startDate: start, endDate: end, asOf } = wanted;
        const series = await this.query.loadSeries({ symbol, timeframe, start, end, asOf, adjust: 'raw' });
        const faults = series === undefined ? [] : faultsOfSeries(series);
        return faults.map((fault) => ({ ...fault, path: paths.get(symbol)!, hint: HINT }));
      }),
    );
    return found.flat();
  }

  /** Faults of the rows of datasets that a strategy reads. */
  faultsOfKnown(needs: readonly KnownNeed[], wanted: WantedBars, lastBar?: number): Promise<Fault[]> {
    return faultsOfKnown(this.datasets, needs, wanted, lastBar);
  }

  async knownSymbols(): Promise<string[]> {
    return (await this.instruments.list()).map((instrument) => instrument.symbol);
  }

  private async describeSymbol(symbol: string, wanted: WantedBars, enough: number): Promise<SymbolData> {
    const instrument = await this.instruments.find(symbol);
    if (!instrument) return { symbol, known: false, inRange: 0, count: 0 };
    const stored = await this.query.findSource(symbol, wanted.timeframe);
    if (!stored) return { symbol, known: true, inRange: 0, count: 0 };
    const { timeframe, startDate: start, endDate: end, asOf } = wanted;
    const [page, count] = await Promise.all([
      this.query.pageBars({ symbol, timeframe, start, end, asOf, adjust: 'raw', limit: enough }),
      this.query.countBars({ symbol, timeframe, start, end }),
    ]);
    return { symbol, known: true, stored, inRange: page.bars.length, count };
  }
}
