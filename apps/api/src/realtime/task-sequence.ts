import { isFinal } from '#domain';
import type { NumberedTaskEvent, TaskStore } from '#jobs';
import type { FoundTask } from '../tasks/task-lookup.js';
import type { EndReason, TaskListener } from './task-listener.js';
import { toEventMessage, toFinalMessage, toSnapshotMessage, type TaskMessage } from './task-message.js';

/** What a sequence reads; both reads may fail while a store is away. */
export interface TaskSource {
  find(taskId: string): Promise<FoundTask | undefined>;
  eventsAfter: TaskStore['eventsAfter'];
  now(): number;
}

/** Events that wait for a slow client; beyond it they are forgotten and read again when it can take them. */
export const MAX_WAITING = 256;

/**
 * What one client hears of one task: a snapshot and every event after it, or every event after the number
 * that it already has; in order, none twice, none left out. Events are handed in by `receive` from the moment
 * before the first read. A gap among them, or a client slower than the task, is closed by reading the kept
 * events again, and by a snapshot with `reset` where they are no longer kept.
 */
export class TaskSequence {
  /** Number of the newest event that the client has. */
  private position = 0;
  private waiting: NumberedTaskEvent[] = [];
  /** Events between the position and the waiting ones have to be read. */
  private gap = false;
  private begun = false;
  private ended = false;
  /** Steps that wait for their turn; they never overlap. */
  private readonly steps: (() => Promise<void>)[] = [];
  /** Set while steps are taken. */
  private work: Promise<void> | undefined;

  constructor(
    private readonly taskId: string,
    private readonly source: TaskSource,
    private readonly listener: TaskListener,
  ) {}

  /** Begins with a snapshot, or with the events after `lastSeq`. `found` was read after `receive` was connected. */
  begin(found: FoundTask, lastSeq?: number): Promise<void> {
    this.begun = true;
    return this.step(async () => {
      // The database keeps no events, so that a number says nothing about what the client has heard.
      if (lastSeq === undefined || lastSeq > found.seq || found.source === 'database') {
        await this.sendSnapshot(found, lastSeq !== undefined);
      } else {
        this.position = lastSeq;
        this.gap = true;
      }
      await this.drain();
      if (isFinal(found.task.status)) this.end();
    });
  }

  receive(event: NumberedTaskEvent): void {
    if (this.ended) return;
    if (this.waiting.length >= MAX_WAITING) {
      this.waiting = [];
      this.gap = true;
    }
    this.waiting.push(event);
    if (this.begun) this.work ??= this.takeSteps();
  }

  /** Looks for events that never came: what is published while a connection is down is lost to it. */
  async check(): Promise<void> {
    if (this.ended || !this.begun || this.work) return;
    await this.step(async () => {
      const found = await this.source.find(this.taskId);
      if (!found) return this.end();
      const ended = found.source === 'database' && isFinal(found.task.status);
      const startedOver = found.source === 'redis' && found.seq < this.position;
      if (ended || startedOver) await this.sendSnapshot(found, true);
      else if (found.seq > this.position) this.gap = true;
      await this.drain();
    });
  }

  end(reason: EndReason = 'done'): void {
    if (this.ended) return;
    this.ended = true;
    this.waiting = [];
    this.listener.end(reason);
  }

  /** Resolves when there is nothing left to do. */
  private step(action: () => Promise<void>): Promise<void> {
    this.steps.push(action);
    this.work ??= this.takeSteps();
    return this.work;
  }

  private async takeSteps(): Promise<void> {
    while (!this.ended) {
      const step = this.steps.shift() ?? (this.hasNews() ? () => this.drain() : undefined);
      if (!step) break;
      try {
        await step();
      } catch {
        this.forgetWaiting();
      }
    }
    // Nothing may come between the last look at the news and this: no await in between.
    this.work = undefined;
  }

  /** A store is away: the next check reads what was missed. */
  private forgetWaiting(): void {
    this.waiting = [];
    this.gap = false;
  }

  private hasNews(): boolean {
    return !this.ended && (this.gap || this.waiting.length > 0);
  }

  private async drain(): Promise<void> {
    while (this.hasNews()) {
      const next = this.waiting[0];
      if (this.gap || next.seq > this.position + 1) {
        await this.readMissed();
        continue;
      }
      this.waiting.shift();
      if (next.seq === this.position + 1) await this.send(toEventMessage(next));
    }
  }

  /** Sends the kept events after the position, or starts over from a snapshot where some are gone. */
  private async readMissed(): Promise<void> {
    this.gap = false;
    const missed = await this.source.eventsAfter(this.taskId, this.position);
    if (missed === undefined || this.isTornFrom(missed)) {
      const found = await this.source.find(this.taskId);
      return found ? this.sendSnapshot(found, true) : this.end();
    }
    for (const event of missed) {
      if (event.seq === this.position + 1) await this.send(toEventMessage(event));
    }
  }

  /** Whether the kept events don't lead from the position to what was received. */
  private isTornFrom(missed: readonly NumberedTaskEvent[]): boolean {
    if (missed.length > 0 && missed[0].seq > this.position + 1) return true;
    const reached = missed.at(-1)?.seq ?? this.position;
    return !this.gap && this.waiting.length > 0 && this.waiting[0].seq > reached + 1;
  }

  private async sendSnapshot(found: FoundTask, reset: boolean): Promise<void> {
    this.position = found.seq;
    this.gap = this.waiting.some((event) => event.seq > found.seq);
    this.waiting = [];
    await this.send(toSnapshotMessage(found, this.source.now(), reset));
    if (isFinal(found.task.status)) await this.send(toFinalMessage(found));
  }

  private async send(message: TaskMessage): Promise<void> {
    if (this.ended) return;
    this.position = message.seq;
    await this.listener.send(message);
    if (message.final) this.end();
  }
}
