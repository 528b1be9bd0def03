import { Global, Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module.js';
import { Authentication } from './authentication.service.js';
import { KeyQuotas } from './key-quotas.service.js';
import { KeysController } from './keys.controller.js';
import { OpenConnections } from './open-connections.service.js';
import { OpenSubmissions } from './open-submissions.service.js';
import { Ownership } from './ownership.service.js';
import { SessionController } from './session.controller.js';
import { Sessions } from './sessions.service.js';
import { SocketDoor } from './socket-door.service.js';
import { Tickets } from './tickets.service.js';
import { TicketsController } from './tickets.controller.js';

/** Who may call, and whose things are whose; any room of the API asks here. */
@Global()
@Module({
  imports: [TasksModule],
  controllers: [KeysController, SessionController, TicketsController],
  providers: [
    Authentication,
    KeyQuotas,
    OpenConnections,
    OpenSubmissions,
    Ownership,
    Sessions,
    SocketDoor,
    Tickets,
  ],
  exports: [Authentication, KeyQuotas, OpenConnections, Ownership, SocketDoor],
})
export class AccessModule {}
