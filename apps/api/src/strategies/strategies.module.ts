import { Module } from '@nestjs/common';
import { DatabaseModule } from '#database';
import { StoredStrategiesController } from './stored-strategies.controller.js';
import { StrategiesController } from './strategies.controller.js';
import { StrategyLibrary } from './strategy-library.service.js';

@Module({
  imports: [DatabaseModule],
  controllers: [StrategiesController, StoredStrategiesController],
  providers: [StrategyLibrary],
  exports: [StrategyLibrary],
})
export class StrategiesModule {}
