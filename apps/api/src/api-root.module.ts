import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule, type AppConfig } from '#config';
import { AROUND_STEP, TRACEPARENT } from '#jobs';
import { TracingModule } from '#observability';
import { ApiModule } from './api.module.js';

/** The API as a process of its own. */
@Module({})
export class ApiRootModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: ApiRootModule,
      imports: [
        ConfigModule.forRoot(config),
        TracingModule.register('barkeep-api', TRACEPARENT, AROUND_STEP),
        ApiModule,
      ],
    };
  }
}
