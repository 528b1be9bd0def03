import {
  Inject,
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type InjectionToken,
  type ModuleMetadata,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { BARKEEP_VERSION } from '#config';
import { RedisModule } from '#redis';
import { BEAT_MS, Heartbeats, type ProcessKind } from './heartbeats.js';
import { createProcessObserver, type ProcessFacts, type WorkFacts } from './process-facts.js';

const PROCESS = Symbol('PROCESS');
const WORK = Symbol('WORK');
/** How often it is asked whether something has changed that should be told at once. */
const LOOK_MS = 500;

interface Process {
  kind: ProcessKind;
  /** Unique among the processes of the kind. */
  name: string;
}

/** Where the facts of a worker come from: the provider under the token, found in the modules. */
export interface WorkSource {
  imports: ModuleMetadata['imports'];
  token: InjectionToken;
}

const IDLE = { posture: {} };

/** An application that imports it with `register` says that it lives for as long as it is up. */
@Module({})
export class HeartbeatModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Heartbeat');
  private readonly observe: () => ProcessFacts;
  private timer: NodeJS.Timeout | undefined;
  private told = '';
  private beatenAt = 0;

  constructor(
    @Inject(Heartbeats) private readonly heartbeats: Heartbeats,
    @Inject(PROCESS) private readonly process: Process,
    @Inject(WORK) private readonly work: { readonly posture: WorkFacts },
  ) {
    this.observe = createProcessObserver(BARKEEP_VERSION, () => this.work.posture);
  }

  static register(process: Process, work?: WorkSource): DynamicModule {
    return {
      module: HeartbeatModule,
      imports: [RedisModule, ...(work?.imports ?? [])],
      providers: [
        Heartbeats,
        { provide: PROCESS, useValue: process },
        work ? { provide: WORK, useExisting: work.token } : { provide: WORK, useValue: IDLE },
      ],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.warnOfNamesake();
    this.beat();
    this.timer = setInterval(() => this.look(), LOOK_MS).unref();
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

  /** In good time, and whenever what the worker does has changed. */
  private look(): void {
    const isDue = performance.now() - this.beatenAt >= BEAT_MS;
    if (isDue || JSON.stringify(this.work.posture) !== this.told) this.beat();
  }

  private beat(): void {
    const { kind, name } = this.process;
    this.told = JSON.stringify(this.work.posture);
    this.beatenAt = performance.now();
    this.heartbeats.beat(kind, name, Date.now(), this.observe()).catch((error: unknown) => {
      this.log.debug({ message: 'not noted', err: error });
    });
  }
}
