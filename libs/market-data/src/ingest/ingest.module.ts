import { Module } from '@nestjs/common';
import { RedisModule } from '#redis';
import { MarketDataModule } from '../market-data.module.js';
import { providerPoolProvider } from '../providers/provider-pool.provider.js';
import { DatasetIngest } from './dataset-ingest.js';
import { PriceIngest } from './price-ingest.js';

/** Asking vendors: for workers only. Its stores come from the database room's module. */
@Module({
  imports: [MarketDataModule, RedisModule],
  providers: [providerPoolProvider, DatasetIngest, PriceIngest],
  exports: [DatasetIngest, PriceIngest],
})
export class IngestModule {}
