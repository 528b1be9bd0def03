import { Inject, Injectable } from '@nestjs/common';
import { DatasetRepository, InstrumentRepository, type SeriesRange } from '#database';
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

/** Looks up what the data checks of a run need. */
@Injectable()
export class StoredData {
  constructor(
    @Inject(InstrumentRepository) private readonly instruments: InstrumentRepository,
    @Inject(BarQuery) private readonly query: BarQuery,
    @Inject(DatasetRepository) private readonly datasets: DatasetRepository,
  ) {}

  /** Counts at most `enough` bars of each symbol. */
  describe(symbols: readonly string[], wanted: WantedBars, enough: number): Promise<SymbolData[]> {
    return Promise.all(symbols.map((symbol) => this.describeSymbol(symbol, wanted, enough)));
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
