import { answerOrUnavailable, keys, type RedisConnections } from '#redis';

/** What workers are told while they run. Every worker hears it; the one that it concerns acts. */
export type ControlMessage = { kind: 'cancel'; taskId: string; keepPartial: boolean };

/** Publication may lose messages, so each of them only hastens what workers find out by themselves. */
export class ControlChannel {
  constructor(private readonly connections: RedisConnections) {}

  async send(message: ControlMessage): Promise<void> {
    await answerOrUnavailable(() => this.connections.tasks.publish(keys.control, JSON.stringify(message)));
  }

  async listen(listener: (message: ControlMessage) => void): Promise<void> {
    const connection = this.connections.subscriber();
    connection.on('message', (channel: string, text: string) => {
      if (channel === keys.control) listener(JSON.parse(text) as ControlMessage);
    });
    await connection.subscribe(keys.control);
  }
}
