import { request, type IncomingHttpHeaders } from 'node:http';

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A call that waits for the whole answer, unless that is a stream of events; a call whose address and headers go out as
 * they are: `fetch` tidies the one and writes `Host` and `Origin` itself. */
export function sendRaw(
  address: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: object; body?: string | Buffer } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const [, origin, path] = /^(http:\/\/[^/]+)(.*)$/.exec(address)!;
    const sent = request(origin, { path, method, headers: { ...headers }, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      if (answer.headers['content-type']?.startsWith('text/event-stream')) answer.destroy();
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(parts).toString(),
        }),
      );
      answer.on('close', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: '' }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
