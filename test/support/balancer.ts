import { once } from 'node:events';
import {
  Agent,
  createServer,
  request as askBackend,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

const COOKIE = 'backend';
const LOOK_MS = 250;
/** Those that belong to one connection, not to the message. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding']);

interface Backend {
  readonly url: string;
  isReady: boolean;
}

/**
 * What stands before several APIs: each request goes to the next one that is ready or, with affinity, to the one that the
 * client's cookie names. A backend that refuses the connection was sent nothing, so the next one is asked; any other
 * fault reaches the client, as it would from a proxy that must not repeat what changes something.
 */
export class Balancer {
  private readonly server = createServer((request, response) => void this.forward(request, response));
  private readonly agent = new Agent({ keepAlive: true });
  private readonly looking = setInterval(() => void this.look(), LOOK_MS);
  private backends: Backend[] = [];
  private turn = 0;

  private constructor(private readonly hasAffinity: boolean) {
    this.server.on('upgrade', (request: IncomingMessage, near: Duplex, head: Buffer) => {
      this.passUpgrade(request, near, head, this.candidates(request));
    });
  }

  static async open(options: { affinity: boolean }): Promise<Balancer> {
    const balancer = new Balancer(options.affinity);
    balancer.server.listen(0, '127.0.0.1');
    await once(balancer.server, 'listening');
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  add(url: string): void {
    this.backends.push({ url, isReady: true });
  }

  remove(url: string): void {
    this.backends = this.backends.filter((backend) => backend.url !== url);
  }

  close(): void {
    clearInterval(this.looking);
    this.agent.destroy();
    this.server.close();
    this.server.closeAllConnections();
  }

  private async look(): Promise<void> {
    await Promise.all(
      this.backends.map(async (backend) => {
        const answer = await fetch(`${backend.url}/health/ready`).catch(() => undefined);
        backend.isReady = answer?.ok === true;
      }),
    );
  }

  /** In the order in which they are tried. */
  private candidates({ headers }: IncomingMessage): Backend[] {
    const some = this.backends.filter(({ isReady }) => isReady);
    // Where none says that it is ready, a slow answer is likelier than that all are gone.
    const ready = some.length > 0 ? some : this.backends;
    this.turn += 1;
    const rotated = ready.map((_, index) => ready[(index + this.turn) % ready.length]);
    if (!this.hasAffinity) return rotated;
    const isOwn = ({ url }: Backend): boolean =>
      headers.cookie?.includes(`${COOKIE}=${portOf(url)}`) === true;
    return [...rotated.filter(isOwn), ...rotated.filter((backend) => !isOwn(backend))];
  }

  private async forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.pass(request, Buffer.concat(chunks), response, this.candidates(request));
  }

  private pass(
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
    [backend, ...others]: Backend[],
  ): void {
    if (!backend) return void response.writeHead(503).end('no backend is ready');
    const { method, headers } = request;
    const onward = askBackend(new URL(request.url!, backend.url), {
      ...{ method, agent: this.agent },
      headers: { ...messageHeaders(headers), 'content-length': body.length },
    });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode!, this.withCookie(backend, messageHeaders(answer.headers)));
      answer.pipe(response);
    });
    onward.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') this.pass(request, body, response, others);
      else if (response.headersSent) response.destroy();
      else response.writeHead(502).end(`${backend.url}: ${error.message}`);
    });
    response.on('close', () => onward.destroy());
    onward.end(body);
  }

  private passUpgrade(
    request: IncomingMessage,
    near: Duplex,
    head: Buffer,
    [backend, ...others]: Backend[],
  ): void {
    near.on('error', () => undefined);
    if (!backend) return void near.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
    const onward = askBackend(new URL(request.url!, backend.url), { headers: request.headers });
    onward.on('upgrade', (answer, far, rest) => {
      far.on('error', () => undefined);
      near.write(`HTTP/1.1 101 Switching Protocols\r\n${rawHeaders(answer)}\r\n`);
      near.write(rest);
      far.write(head);
      far.pipe(near).pipe(far);
      near.on('close', () => far.destroy());
      far.on('close', () => near.destroy());
    });
    onward.on('response', (answer) => {
      near.end(`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n${rawHeaders(answer)}\r\n`);
    });
    onward.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') this.passUpgrade(request, near, head, others);
      else near.destroy();
    });
    onward.end();
  }

  private withCookie({ url }: Backend, headers: IncomingHttpHeaders): IncomingHttpHeaders {
    if (!this.hasAffinity) return headers;
    const cookie = `${COOKIE}=${portOf(url)}; Path=/; HttpOnly; SameSite=Lax`;
    return { ...headers, 'set-cookie': [...(headers['set-cookie'] ?? []), cookie] };
  }
}

const portOf = (url: string): string => new URL(url).port;

function messageHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}

function rawHeaders({ rawHeaders: raw }: IncomingMessage): string {
  return raw.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
}
