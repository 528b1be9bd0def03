import type { DynamicModule } from '@nestjs/common';
import type { AppConfig } from './settings.js';

/** Injects the settings: `@Inject(APP_CONFIG) config: AppConfig`. */
export const APP_CONFIG = Symbol('APP_CONFIG');

/**
 * Makes one frozen configuration known to every module of the application. It needs no decorator, so that whoever only
 * reads settings, such as the command line, does not load the framework.
 */
export class ConfigModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: APP_CONFIG, useValue: config }],
      exports: [APP_CONFIG],
    };
  }
}
