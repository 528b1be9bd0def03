import type { FactoryProvider } from '@nestjs/common';
import { CorporateActionRepository, DatasetRepository } from '#database';
import { BarQuery } from '#market-data';
import type { RunData } from './load-run-series.js';

export const RUN_DATA = Symbol('RUN_DATA');

/** Bars, rows of datasets and splits, as runs load them. */
export const runDataProvider: FactoryProvider<RunData> = {
  provide: RUN_DATA,
  inject: [BarQuery, DatasetRepository, CorporateActionRepository],
  useFactory: (bars: BarQuery, datasets: DatasetRepository, actions: CorporateActionRepository) => ({
    bars,
    datasets,
    actions,
  }),
};
