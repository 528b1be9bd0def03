import { Inject } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import { TaskLookup } from '../tasks/task-lookup.js';
import { TASK_ADDRESS, TaskAddresses } from './task-addresses.service.js';
import { TaskWatch } from './task-watch.service.js';
import { TaskGateway } from './task.gateway.js';

/** The task that the address names. */
@WebSocketGateway({ namespace: TASK_ADDRESS.backtest })
export class BacktestGateway extends TaskGateway {
  constructor(
    @Inject(TaskAddresses) addresses: TaskAddresses,
    @Inject(TaskLookup) lookup: TaskLookup,
    @Inject(TaskWatch) watch: TaskWatch,
  ) {
    super(addresses, lookup, watch);
  }
}
