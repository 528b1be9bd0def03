import { Redis } from 'ioredis';

type Sent = Parameters<Redis['sendCommand']>;

/** Commands that are sent in one turn go out together: a write to a socket costs both sides more than a small command does. */
export class JoiningRedis extends Redis {
  override sendCommand(...sent: Sent): unknown {
    // Not there before the first connection.
    const socket = this.stream as Redis['stream'] | undefined;
    if (socket?.writableCorked === 0) {
      socket.cork();
      process.nextTick(() => socket.uncork());
    }
    return super.sendCommand(...sent);
  }
}
