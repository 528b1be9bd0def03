import { Module } from '@nestjs/common';
import { DatabaseModule } from '#database';
import { MarketDataModule } from '#market-data';
import { BarsController } from './bars.controller.js';
import { CoverageController } from './coverage.controller.js';
import { DATASET_ENDPOINTS } from './datasets/dataset-endpoints.js';
import { DatasetReader } from './datasets/dataset-reader.service.js';
import { createDatasetController } from './datasets/dataset.controller.js';
import { SnapshotsController } from './datasets/snapshots.controller.js';
import { ImportController } from './import.controller.js';
import { QuarantineController } from './quarantine.controller.js';
import { SymbolUse } from './symbol-use.service.js';
import { SymbolsController } from './symbols.controller.js';
import { Universe } from './universe.service.js';

@Module({
  imports: [DatabaseModule, MarketDataModule],
  controllers: [
    ...[
      SymbolsController,
      CoverageController,
      BarsController,
      ImportController,
      SnapshotsController,
      QuarantineController,
    ],
    ...DATASET_ENDPOINTS.map(createDatasetController),
  ],
  providers: [DatasetReader, SymbolUse, Universe],
})
export class MarketDataApiModule {}
