import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A span as it was sent by OTLP. */
export interface SentSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: Record<string, string | number | boolean>;
}

interface Member {
  key: string;
  value: Record<string, string | number | boolean>;
}

interface ExportRequest {
  resourceSpans: {
    resource: { attributes: Member[] };
    scopeSpans: { spans: (Omit<SentSpan, 'attributes'> & { attributes: Member[] })[] }[];
  }[];
}

export interface StubCollector {
  url: string;
  spans: SentSpan[];
  services: Set<string>;
  close(): Promise<void>;
}

/** A collector that keeps what it is sent as JSON over HTTP. */
export async function startStubCollector(): Promise<StubCollector> {
  const spans: SentSpan[] = [];
  const services = new Set<string>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      for (const { resource, scopeSpans } of (JSON.parse(body) as ExportRequest).resourceSpans) {
        services.add(String(toObject(resource.attributes)['service.name']));
        const sent = scopeSpans.flatMap((scope) => scope.spans);
        spans.push(...sent.map((span) => ({ ...span, attributes: toObject(span.attributes) })));
      }
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  return { url, spans, services, close };
}

function toObject(members: readonly Member[]): SentSpan['attributes'] {
  return Object.fromEntries(members.map(({ key, value }) => [key, Object.values(value)[0]]));
}
