import type { FactoryProvider } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { SlotRepository, UniverseRepository } from '#database';
import { concernsSymbol, datasetDefinition, dateInZone, ROW_DATASETS, xnys, type RowDataset } from '#domain';
import type { HandlerMap } from '#jobs';
import { DatasetIngest, QuoteFeed } from '#market-data';
import { createDatasetHandler, type DatasetSources } from './dataset.handler.js';

/** Under this token stand the handlers of the datasets in rows: one function for all of them. */
export const DATASET_HANDLERS = Symbol('DATASET_HANDLERS');

export type DatasetHandlers = Pick<HandlerMap, RowDataset>;

/** Events are brought of no symbol in particular. */
const WORLD = ['world'];

export const datasetHandlersProvider: FactoryProvider<DatasetHandlers> = {
  provide: DATASET_HANDLERS,
  inject: [DatasetIngest, UniverseRepository, SlotRepository, APP_CONFIG, QuoteFeed],
  useFactory: (
    ingest: DatasetIngest,
    universe: UniverseRepository,
    slots: SlotRepository,
    config: AppConfig,
    feed: QuoteFeed,
  ) => {
    const sources: DatasetSources = {
      ingest: (dataset, request) => {
        if (dataset !== 'stock_quotes') return ingest.ingest(dataset, request);
        const onBatch: typeof request.onBatch = (done) => {
          const fresh = done.filter(({ inserted, changed }) => inserted + changed > 0);
          void feed.publish(fresh.map(({ subject }) => subject));
          request.onBatch(done);
        };
        return ingest.ingest(dataset, { ...request, onBatch });
      },
      findLastSuccess: (dataset) => slots.findLastSuccess(dataset),
      listSubjects: async (dataset) => {
        if (datasetDefinition(dataset).subject === 'series')
          return { subjects: config.ECONOMIC_SERIES, leftOut: [] };
        if (dataset === 'economic_events') return { subjects: WORLD, leftOut: [] };
        const members = await universe.listSwitchedOn(dataset, dateInZone(Date.now(), xnys.timeZone));
        const symbols = members.map(({ symbol }) => symbol);
        return {
          subjects: symbols.filter((symbol) => concernsSymbol(dataset, symbol)),
          leftOut: symbols.filter((symbol) => !concernsSymbol(dataset, symbol)),
        };
      },
    };
    const handlers = ROW_DATASETS.map((dataset) => [dataset, createDatasetHandler(dataset, sources)]);
    return Object.fromEntries(handlers) as DatasetHandlers;
  },
};
