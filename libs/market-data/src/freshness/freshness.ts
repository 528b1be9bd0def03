import { Inject, Injectable } from '@nestjs/common';
import type { ProvidedDataset } from '#config';
import { always, datasetDefinition, dateInZone, findCalendar, xnys } from '#domain';
import { BarRepository, CoverageRepository, SlotRepository, UniverseRepository } from '#database';
import { DEADLINES, type Deadline } from './deadlines.js';
import { expectedInstant } from './expected-instant.js';

/** Whether the newest there should be is there. */
export interface Freshness {
  dataset: ProvidedDataset;
  /** Null where it is the dataset as a whole. */
  symbol: string | null;
  isFresh: boolean;
  /** There must be something from this instant on, UTC ms; null where nothing is due yet. */
  expected: number | null;
  /** What the newest is about, or when the job last succeeded, UTC ms; null where there is none. */
  newest: number | null;
}

const MINUTE = 60_000;
/** So old may be what somebody is told who asks all the time. */
const RECENT_MS = MINUTE;

/** How fresh the data are that the jobs bring of the universe, held against what their schedules promise. */
@Injectable()
export class FreshnessService {
  private recentAt = -Infinity;
  private found: Promise<Freshness[]> = Promise.resolve([]);

  constructor(
    @Inject(UniverseRepository) private readonly universe: UniverseRepository,
    @Inject(BarRepository) private readonly bars: BarRepository,
    @Inject(CoverageRepository) private readonly coverage: CoverageRepository,
    @Inject(SlotRepository) private readonly slots: SlotRepository,
  ) {}

  /** Each dataset, by symbol where that has a deadline of its own. @param now UTC ms. */
  async check(now: number): Promise<Freshness[]> {
    const parts = Object.entries(DEADLINES).map(([dataset, deadline]) =>
      this.checkDataset(dataset as ProvidedDataset, deadline, now),
    );
    return (await Promise.all(parts)).flat();
  }

  /** As `check` found it no longer than a minute ago. @param now UTC ms. */
  recent(now: number): Promise<Freshness[]> {
    if (now - this.recentAt < RECENT_MS) return this.found;
    this.recentAt = now;
    this.found = this.check(now);
    this.found.catch(() => (this.recentAt = -Infinity));
    return this.found;
  }

  private async checkDataset(
    dataset: ProvidedDataset,
    deadline: Deadline,
    now: number,
  ): Promise<Freshness[]> {
    const members = await this.universe.listFor(dataset, dateInZone(now, xnys.timeZone));
    if (deadline.by === 'run') {
      const newest = (await this.slots.findLastSuccess(dataset)) ?? null;
      // Of what concerns no instrument nothing is due before its first run.
      const isDue = isAboutInstruments(dataset) ? members.length > 0 : newest !== null;
      const expected = isDue ? now - deadline.every * MINUTE : null;
      return [{ dataset, symbol: null, isFresh: isFresh(expected, newest), expected, newest }];
    }
    const newestOf =
      dataset === 'historical_prices' ? await this.listNewestBars() : await this.coverage.listNewest(dataset);
    return members.map(({ symbol, calendar }) => {
      const expected = expectedInstant(deadline, findCalendar(calendar) ?? always, now) ?? null;
      const newest = newestOf.get(symbol) ?? null;
      return { dataset, symbol, isFresh: isFresh(expected, newest), expected, newest };
    });
  }

  private async listNewestBars(): Promise<Map<string, number>> {
    const series = await this.bars.listSeries();
    return new Map(
      series.filter(({ timeframe }) => timeframe === '1d').map(({ symbol, last }) => [symbol, last]),
    );
  }
}

function isAboutInstruments(dataset: ProvidedDataset): boolean {
  return dataset === 'historical_prices' || datasetDefinition(dataset).subject === 'instrument';
}

function isFresh(expected: number | null, newest: number | null): boolean {
  return expected === null || (newest !== null && newest >= expected);
}
