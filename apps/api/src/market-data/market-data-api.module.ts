import { Module } from '@nestjs/common';
import { DatabaseModule } from '#database';
import { MarketDataModule } from '#market-data';
import { JobTrigger } from '../scheduler/job-trigger.service.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { BackfillController } from './backfill.controller.js';
import { BarAgreementController } from './bar-agreement.controller.js';
import { BarsController } from './bars.controller.js';
import { CoverageController } from './coverage.controller.js';
import { DATASET_ENDPOINTS } from './datasets/dataset-endpoints.js';
import { DatasetReader } from './datasets/dataset-reader.service.js';
import { createDatasetController } from './datasets/dataset.controller.js';
import { SnapshotsController } from './datasets/snapshots.controller.js';
import { FreshnessController } from './freshness.controller.js';
import { ImportController } from './import.controller.js';
import { QuarantineController } from './quarantine.controller.js';
import { SymbolUse } from './symbol-use.service.js';
import { SymbolsController } from './symbols.controller.js';
import { Universe } from './universe.service.js';

@Module({
  imports: [DatabaseModule, MarketDataModule, TasksModule],
  controllers: [
    ...[
      SymbolsController,
      CoverageController,
      FreshnessController,
      BarsController,
      BarAgreementController,
      ImportController,
      SnapshotsController,
      QuarantineController,
      BackfillController,
    ],
    ...DATASET_ENDPOINTS.map(createDatasetController),
  ],
  providers: [DatasetReader, JobTrigger, SymbolUse, Universe],
})
export class MarketDataApiModule {}
