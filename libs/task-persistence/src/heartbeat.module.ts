import {
  Inject,
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { APP_CONFIG, BARKEEP_VERSION, type AppConfig } from '#config';
import { RedisModule } from '#redis';
import { BEAT_MS, Heartbeats, type ProcessKind } from './heartbeats.js';
import { createProcessObserver, type ProcessFacts } from './process-facts.js';

const PROCESS = Symbol('PROCESS');

interface Process {
  kind: ProcessKind;
  /** Unique among the processes of the kind. */
  name: string;
  /** What else is known of it, of a worker: where it takes jobs from. */
  work?: (config: AppConfig) => Pick<ProcessFacts, 'queues' | 'concurrency'>;
}

/** An application that imports it with `register` says that it lives for as long as it is up. */
@Module({})
export class HeartbeatModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Heartbeat');
  private readonly observe: () => ProcessFacts;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(Heartbeats) private readonly heartbeats: Heartbeats,
    @Inject(PROCESS) private readonly process: Process,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    this.observe = createProcessObserver({ version: BARKEEP_VERSION, ...process.work?.(config) });
  }

  static register(process: Process): DynamicModule {
    return {
      module: HeartbeatModule,
      imports: [RedisModule],
      providers: [Heartbeats, { provide: PROCESS, useValue: process }],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.warnOfNamesake();
    this.beat();
    this.timer = setInterval(() => this.beat(), BEAT_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    const { kind, name } = this.process;
    await this.heartbeats.leave(kind, name).catch(() => undefined);
  }

  /** No reason not to start: it may be this very process before it was killed. */
  private async warnOfNamesake(): Promise<void> {
    const { kind, name } = this.process;
    const living = await this.heartbeats.living(kind, Date.now()).catch(() => []);
    if (!living.some((process) => process.name === name)) return;
    this.log.warn(
      `A ${kind} named ${name} was heard a moment ago: while both run they are shown as one, so give each a name of its own`,
    );
  }

  private beat(): void {
    const { kind, name } = this.process;
    this.heartbeats.beat(kind, name, Date.now(), this.observe()).catch((error: unknown) => {
      this.log.debug({ message: 'not noted', err: error });
    });
  }
}
