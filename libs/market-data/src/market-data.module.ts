import { Module } from '@nestjs/common';
import { CoverageService } from './gaps/coverage.js';
import { FreshnessService } from './freshness/freshness.js';
import { BarImport } from './import/bar-import.js';
import { BarQuery } from './query/bar-query.js';

/** Bringing market data in and reading it; its stores come from the database room's module. */
@Module({
  providers: [BarImport, BarQuery, CoverageService, FreshnessService],
  exports: [BarImport, BarQuery, CoverageService, FreshnessService],
})
export class MarketDataModule {}
