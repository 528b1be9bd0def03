import { answerOrUnavailable, keys, type RedisConnections } from '#redis';
import type { CommandAnswer, WorkerCommand } from './worker-command.js';

/** What workers are told while they run. Every worker hears it; the one that it concerns acts. */
export type ControlMessage =
  | { kind: 'cancel'; taskId: string; keepPartial: boolean }
  /** To the workers of these names; each answers under the id. */
  | { kind: 'command'; id: string; workers: readonly string[]; command: WorkerCommand };

export type ControlAnswer = CommandAnswer & { id: string };

/** Publication may lose messages: a cancel only hastens what workers find out by themselves, a command is answered. */
export class ControlChannel {
  constructor(private readonly connections: RedisConnections) {}

  send(message: ControlMessage): Promise<void> {
    return this.publish(keys.control, message);
  }

  answer(answer: ControlAnswer): Promise<void> {
    return this.publish(keys.controlAnswers, answer);
  }

  listen(listener: (message: ControlMessage) => void): Promise<void> {
    return this.subscribe(keys.control, listener);
  }

  listenToAnswers(listener: (answer: ControlAnswer) => void): Promise<void> {
    return this.subscribe(keys.controlAnswers, listener);
  }

  private async publish(channel: string, message: object): Promise<void> {
    await answerOrUnavailable(() => this.connections.tasks.publish(channel, JSON.stringify(message)));
  }

  private async subscribe<Message>(wanted: string, listener: (message: Message) => void): Promise<void> {
    const connection = this.connections.subscriber();
    connection.on('message', (channel: string, text: string) => {
      if (channel === wanted) listener(JSON.parse(text) as Message);
    });
    await connection.subscribe(wanted);
  }
}
