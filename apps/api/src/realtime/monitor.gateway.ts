import { Inject, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  WebSocketGateway,
  WebSocketServer,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { Namespace } from 'socket.io';
import { BarkeepError, isAtLeast } from '#domain';
import { SystemStatistics } from '../admin/system-statistics.service.js';
import { WorkerList } from '../admin/worker-list.service.js';
import { toIso } from '../tasks/instants.js';
import { toConnectError } from './connect-error.js';
import { identityOf } from './guard-namespace.js';

const PERIOD_MS = 2_000;

/** The figures of queues and workers every two seconds, read once however many look on, and not at all for nobody. */
@WebSocketGateway({ namespace: '/ws/monitor' })
export class MonitorGateway
  implements OnGatewayInit<Namespace>, OnGatewayConnection, OnGatewayDisconnect, BeforeApplicationShutdown
{
  private readonly log = new Logger('MonitorGateway');
  @WebSocketServer() private readonly namespace!: Namespace;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(SystemStatistics) private readonly statistics: SystemStatistics,
    @Inject(WorkerList) private readonly workers: WorkerList,
  ) {}

  /** It tells of everybody's tasks. */
  afterInit(namespace: Namespace): void {
    namespace.use((socket, next) => {
      if (isAtLeast(identityOf(socket).role, 'operator')) return next();
      next(toConnectError(new BarkeepError('FORBIDDEN', 'This takes the role operator.')));
    });
  }

  handleConnection(): void {
    if (this.timer !== undefined) return;
    this.timer = setInterval(() => void this.tell(), PERIOD_MS).unref();
    void this.tell();
  }

  handleDisconnect(): void {
    if (this.namespace.sockets.size > 0) return;
    this.beforeApplicationShutdown();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async tell(): Promise<void> {
    try {
      const [{ queues }, { workers }] = await Promise.all([this.statistics.queues(), this.workers.read()]);
      this.namespace.emit('monitor', { at: toIso(Date.now()), queues, workers });
    } catch (error) {
      // The next figures come when the stores are back; the health of the service tells of it meanwhile.
      this.log.debug({ message: 'no figures', err: error });
    }
  }
}
