import type { Namespace, Socket } from 'socket.io';
import type { Identity } from '../access/identity.js';
import type { SocketDoor } from '../access/socket-door.service.js';
import { toConnectError } from './connect-error.js';

/** Lets clients into a namespace who may come in, before anything else of it hears of them. */
export function guardNamespace(namespace: Namespace, door: SocketDoor): void {
  namespace.use((socket, next) => {
    const { headers, auth } = socket.handshake;
    door.admit(headers, auth).then(
      (identity) => {
        (socket.data as { identity: Identity }).identity = identity;
        next();
      },
      (error: unknown) => next(toConnectError(error)),
    );
  });
  namespace.on('connection', (socket) => {
    socket.once(
      'disconnect',
      door.keep(identityOf(socket), () => socket.conn.close()),
    );
  });
}

/** Who opened the socket. */
export function identityOf(socket: Socket): Identity {
  return (socket.data as { identity: Identity }).identity;
}
