import { Module, type DynamicModule } from '@nestjs/common';
import { RedisModule } from '#redis';
import { Backfill } from '../backfill/backfill.js';
import { MarketDataModule } from '../market-data.module.js';
import { ASKED_WATCH, providerPoolProvider, type AskedWatch } from '../providers/provider-pool.provider.js';
import { QuoteFeed } from '../quotes/quote-feed.js';
import { DatasetIngest } from './dataset-ingest.js';
import { IntradayIngest } from './intraday-ingest.js';
import { PriceIngest } from './price-ingest.js';

/** Asking vendors: for workers only. Its stores come from the database room's module. */
@Module({
  imports: [MarketDataModule, RedisModule],
  providers: [providerPoolProvider, Backfill, DatasetIngest, IntradayIngest, PriceIngest, QuoteFeed],
  exports: [Backfill, DatasetIngest, IntradayIngest, PriceIngest, QuoteFeed],
})
export class IngestModule {
  static register(watch: AskedWatch): DynamicModule {
    return { module: IngestModule, providers: [{ provide: ASKED_WATCH, useValue: watch }] };
  }
}
