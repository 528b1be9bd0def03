import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { TASK_STORE, type TaskStore } from '#jobs';
import { beforeScrape, setGauge } from '#observability';
import { TaskLookup } from '../tasks/task-lookup.js';
import type { TaskListener } from './task-listener.js';
import { TaskSequence, type TaskSource } from './task-sequence.js';

/** How often a watched task is compared with the store, in case an event was published while nobody heard. */
const CHECK_INTERVAL_MS = 5_000;

/** Brings the events of tasks to whoever listens: Socket.IO, plain WebSocket and server-sent events alike. */
@Injectable()
export class TaskWatch implements BeforeApplicationShutdown {
  private readonly log = new Logger('TaskWatch');
  private readonly sequences = new Set<TaskSequence>();
  private readonly source: TaskSource;
  private isClosing = false;

  constructor(
    @Inject(TASK_STORE) private readonly store: TaskStore,
    @Inject(TaskLookup) private readonly lookup: TaskLookup,
  ) {
    beforeScrape('listeners', () => setGauge('barkeep_listeners', {}, this.listeners));
    this.source = {
      find: (taskId) => lookup.find(taskId),
      eventsAfter: (taskId, seq) => store.eventsAfter(taskId, seq),
      now: () => Date.now(),
    };
  }

  /** How many clients listen at the moment. */
  get listeners(): number {
    return this.sequences.size;
  }

  /**
   * Follows a task for a client until it ends or the returned function is called.
   * @throws BarkeepError TASK_NOT_FOUND, STORE_UNAVAILABLE; then `end` is not called.
   */
  async follow(taskId: string, listener: TaskListener, lastSeq?: number): Promise<() => void> {
    const sequence = new TaskSequence(taskId, this.source, {
      send: (message) => listener.send(message),
      end: (reason) => {
        stop();
        listener.end(reason);
      },
    });
    let stopped = false;
    const unwatch = await this.store.watch(taskId, (event) => sequence.receive(event));
    const timer = setInterval(() => void sequence.check(), CHECK_INTERVAL_MS).unref();
    const stop = () => {
      if (stopped) return;
      stopped = true;
      clearInterval(timer);
      this.sequences.delete(sequence);
      unwatch().catch((error: unknown) => this.log.debug({ message: 'unwatch failed', err: error }));
    };
    this.sequences.add(sequence);
    try {
      const found = await this.lookup.require(taskId);
      void sequence.begin(found, lastSeq);
      // Whoever comes back before the listener is closed would keep it from closing.
      if (this.isClosing) sequence.end('away');
    } catch (error) {
      stop();
      throw error;
    }
    return () => sequence.end();
  }

  /** Clients are let go before the servers close, so that nothing waits for them; they come back by themselves. */
  beforeApplicationShutdown(): void {
    this.isClosing = true;
    for (const sequence of [...this.sequences]) sequence.end('away');
  }
}
