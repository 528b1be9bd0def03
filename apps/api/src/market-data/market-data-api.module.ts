import { Module } from '@nestjs/common';
import { DatabaseModule } from '#database';
import { MarketDataModule } from '#market-data';
import { BarsController } from './bars.controller.js';
import { ImportController } from './import.controller.js';
import { SymbolUse } from './symbol-use.service.js';
import { SymbolsController } from './symbols.controller.js';

@Module({
  imports: [DatabaseModule, MarketDataModule],
  controllers: [SymbolsController, BarsController, ImportController],
  providers: [SymbolUse],
})
export class MarketDataApiModule {}
