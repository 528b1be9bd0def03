import type { FactoryProvider } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { InstrumentRepository, SlotRepository } from '#database';
import { BarkeepError, datasetDefinition, ROW_DATASETS, type RowDataset } from '#domain';
import type { HandlerMap } from '#jobs';
import { createDatasetHandler, type DatasetSources } from './dataset.handler.js';

/** Under this token stand the handlers of the datasets in rows: one function for all of them. */
export const DATASET_HANDLERS = Symbol('DATASET_HANDLERS');

export type DatasetHandlers = Pick<HandlerMap, RowDataset>;

/** Events are brought of no symbol in particular. */
const WORLD = ['world'];

export const datasetHandlersProvider: FactoryProvider<DatasetHandlers> = {
  provide: DATASET_HANDLERS,
  inject: [InstrumentRepository, SlotRepository, APP_CONFIG],
  useFactory: (instruments: InstrumentRepository, slots: SlotRepository, config: AppConfig) => {
    const sources: DatasetSources = {
      ingest: () => Promise.reject(new BarkeepError('PAYLOAD_INVALID', 'No provider has this dataset yet')),
      findLastSuccess: (dataset) => slots.findLastSuccess(dataset),
      listSubjects: async (dataset) => {
        if (datasetDefinition(dataset).subject === 'series') return config.ECONOMIC_SERIES;
        if (dataset === 'economic_events') return WORLD;
        return (await instruments.listActive()).map(({ symbol }) => symbol);
      },
    };
    const handlers = ROW_DATASETS.map((dataset) => [dataset, createDatasetHandler(dataset, sources)]);
    return Object.fromEntries(handlers) as DatasetHandlers;
  },
};
