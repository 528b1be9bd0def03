import { keys, type RedisConnection } from '#redis';
import { parseEvent } from './event-wire.js';
import { TaskFeed, type EventListener, type KeptEvents } from './task-feed.js';

const CHANNEL = /:task:(.+):live$/;

/** Listens to the tasks that somebody of this process watches, over one connection. */
export class TaskWatcher {
  private readonly feeds = new Map<string, TaskFeed>();
  private connection: RedisConnection | undefined;

  constructor(
    private readonly connect: () => RedisConnection,
    private readonly newestSeq: (taskId: string) => Promise<number>,
    private readonly keptAfter: KeptEvents,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** The listener hears each event that comes after this call has resolved; gives the way to stop. */
  async watch(taskId: string, listener: EventListener): Promise<() => Promise<void>> {
    const feed = this.feeds.get(taskId) ?? this.begin(taskId);
    feed.add(listener);
    const stop = () => this.leave(taskId, feed, listener);
    await feed.begun.catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return stop;
  }

  private begin(taskId: string): TaskFeed {
    const connection = this.listening();
    const begin = async (): Promise<number> => {
      await connection.subscribe(keys.taskChannel(taskId));
      return this.newestSeq(taskId);
    };
    const feed = new TaskFeed(taskId, begin, this.keptAfter, this.onError);
    this.feeds.set(taskId, feed);
    return feed;
  }

  private async leave(taskId: string, feed: TaskFeed, listener: EventListener): Promise<void> {
    feed.delete(listener);
    if (!feed.isIdle || this.feeds.get(taskId) !== feed) return;
    this.feeds.delete(taskId);
    await this.connection?.unsubscribe(keys.taskChannel(taskId)).catch(this.onError);
  }

  private listening(): RedisConnection {
    if (this.connection) return this.connection;
    const connection = this.connect();
    connection.on('message', (channel: string, message: string) => {
      const taskId = CHANNEL.exec(channel)?.[1];
      const feed = taskId === undefined ? undefined : this.feeds.get(taskId);
      if (taskId !== undefined && feed) feed.hear(parseEvent(taskId, message));
    });
    connection.on('ready', () => void this.afterInterruption(connection));
    this.connection = connection;
    return connection;
  }

  /** Only what was published before the channels were heard again can be missing, so subscribing comes first. */
  private async afterInterruption(connection: RedisConnection): Promise<void> {
    const channels = [...this.feeds.keys()].map(keys.taskChannel);
    if (channels.length === 0) return;
    await connection.subscribe(...channels).catch(this.onError);
    this.feeds.forEach((feed) => feed.catchUp());
  }
}
