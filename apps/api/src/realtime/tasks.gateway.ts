import { Inject, Logger } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayDisconnect,
} from '@nestjs/websockets';
import type { Socket } from 'socket.io';
import { BarkeepError } from '#domain';
import { Ownership } from '../access/ownership.service.js';
import { identityOf } from './guard-namespace.js';
import { parseLastSeq } from './last-seq.js';
import { SocketListener } from './socket-listener.js';
import { TaskWatch } from './task-watch.service.js';

/** Tasks that one client may follow at once. */
const MOST_TASKS = 200;

/** What became of a wish to follow tasks, by task. */
interface Subscription {
  subscribed: string[];
  /** With the code of the error. */
  refused: Record<string, string>;
}

/**
 * Many tasks over one connection: `socket.emit('subscribe', { task_ids, last_seq? }, answer)`, where `last_seq` has the
 * number of the last event that the client has of a task. The messages are those of `/ws/backtest/{task_id}`.
 */
@WebSocketGateway({ namespace: '/ws/tasks' })
export class TasksGateway implements OnGatewayDisconnect<Socket> {
  private readonly log = new Logger('TasksGateway');
  /** How to end each task that a client follows. */
  private readonly followed = new WeakMap<Socket, Map<string, () => void>>();

  constructor(
    @Inject(TaskWatch) private readonly watch: TaskWatch,
    @Inject(Ownership) private readonly ownership: Ownership,
  ) {}

  @SubscribeMessage('subscribe')
  async subscribe(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<Subscription> {
    const { taskIds, lastSeq } = parseWish(body);
    const tasks = this.tasksOf(socket);
    const answer: Subscription = { subscribed: [], refused: {} };
    for (const taskId of new Set(taskIds)) {
      const refusal = await this.follow(socket, tasks, taskId, lastSeq[taskId]);
      if (refusal === undefined) answer.subscribed.push(taskId);
      else answer.refused[taskId] = refusal;
    }
    return answer;
  }

  @SubscribeMessage('unsubscribe')
  unsubscribe(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): { unsubscribed: string[] } {
    const tasks = this.tasksOf(socket);
    const unsubscribed = parseWish(body).taskIds.filter((taskId) => tasks.has(taskId));
    for (const taskId of unsubscribed) end(tasks, taskId);
    return { unsubscribed };
  }

  handleDisconnect(socket: Socket): void {
    const tasks = this.tasksOf(socket);
    for (const taskId of [...tasks.keys()]) end(tasks, taskId);
  }

  /** The code of what stands against it, or undefined. */
  private async follow(
    socket: Socket,
    tasks: Map<string, () => void>,
    taskId: string,
    lastSeq: unknown,
  ): Promise<string | undefined> {
    if (tasks.has(taskId)) return undefined;
    if (tasks.size >= MOST_TASKS) return 'TOO_MANY_TASKS';
    // Its place is taken before anything is waited for, so that asking twice does not follow twice.
    tasks.set(taskId, () => undefined);
    const listener = new SocketListener(socket);
    try {
      await this.ownership.requireTask(identityOf(socket), taskId);
      const stop = await this.watch.follow(
        taskId,
        {
          send: (message) => listener.send(message),
          // Other tasks of the connection live on when one is done.
          end: (reason) => (reason === 'done' ? void tasks.delete(taskId) : listener.end(reason)),
        },
        parseLastSeq(lastSeq),
      );
      if (socket.connected && tasks.has(taskId)) tasks.set(taskId, stop);
      else stop();
      return undefined;
    } catch (error) {
      tasks.delete(taskId);
      if (error instanceof BarkeepError) return error.code;
      this.log.warn({ message: 'a task can’t be followed', task_id: taskId, err: error });
      return 'INTERNAL';
    }
  }

  private tasksOf(socket: Socket): Map<string, () => void> {
    const known = this.followed.get(socket);
    if (known) return known;
    const tasks = new Map<string, () => void>();
    this.followed.set(socket, tasks);
    return tasks;
  }
}

function end(tasks: Map<string, () => void>, taskId: string): void {
  const stop = tasks.get(taskId);
  tasks.delete(taskId);
  stop?.();
}

/** What can't be read is nothing: the answer then names no task. */
function parseWish(body: unknown): { taskIds: string[]; lastSeq: Readonly<Record<string, unknown>> } {
  const { task_ids: ids, last_seq: seqs } = (body ?? {}) as { task_ids?: unknown; last_seq?: unknown };
  const taskIds = Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : [];
  return {
    taskIds: taskIds.filter((id) => id.length <= 128).slice(0, MOST_TASKS),
    lastSeq: typeof seqs === 'object' && seqs !== null ? (seqs as Record<string, unknown>) : {},
  };
}
