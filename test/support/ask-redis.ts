import { createConnection } from 'node:net';

/** One command in Redis's inline form, without a client that would try again; gives the raw answer. */
export function askRedis(url: string, command: string): Promise<string> {
  const { hostname, port, password } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: hostname, port: Number(port) });
    let answer = '';
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      if (answer.replace('+OK\r\n', '').endsWith('\r\n')) socket.end();
    });
    socket.on('close', () => resolve(answer.replace('+OK\r\n', '').trim()));
    socket.write(`AUTH ${password}\r\n${command}\r\n`);
  });
}
