import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/** What a client did that does not speak HTTP as far as a request, by the code of Node.js. */
const ANSWERS: Readonly<Record<string, { status: number; title: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, title: 'The headers are too large' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, title: 'The chunks say too much' },
  // Also from a process that stood still for so long: it looks at its clock before it reads what came meanwhile.
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, title: 'The request took too long to come' },
};
const UNREADABLE = { status: 400, title: 'The request can’t be read' };

/** Such a client gets a last line and no more. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (socket.destroyed || !socket.writable) return;
  const answer = ANSWERS[error.code ?? ''] ?? UNREADABLE;
  const body = JSON.stringify({ ...answer, code: 'PARAMETER_INVALID' });
  const head = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}\r\nContent-Type: application/problem+json\r\nConnection: close`;
  socket.end(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
