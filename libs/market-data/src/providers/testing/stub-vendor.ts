import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the stub does with a request. `hang` never answers, `reset` breaks the connection. */
export type StubAnswer =
  { status?: number; body: string; headers?: Record<string, string> } | 'hang' | 'reset';

export type StubReply = (request: URL) => StubAnswer;

/** A vendor on a port of its own that says what a test wants it to say. */
export class StubVendor {
  /** Every request, in order. */
  readonly asked: { url: URL; headers: IncomingMessage['headers'] }[] = [];
  reply: StubReply = () => ({ status: 404, body: '' });
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://stub');
      this.asked.push({ url, headers: request.headers });
      const answer = this.reply(url);
      if (answer === 'hang') return;
      if (answer === 'reset') return void request.socket.destroy();
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
      response.end(answer.body);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
