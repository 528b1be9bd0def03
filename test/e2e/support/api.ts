export interface Answer {
  status: number;
  type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- bodies are looked at member by member in expectations
  body: any;
}

/** Talks to the API as any client does. */
export class Api {
  /** @param key shown with each call */
  constructor(
    readonly base: string,
    private readonly key?: string,
  ) {}

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body: unknown = {}): Promise<Answer> {
    return this.send('POST', path, JSON.stringify(body), 'application/json');
  }

  async send(method: string, path: string, body?: string, type?: string): Promise<Answer> {
    const headers = {
      ...(type && { 'content-type': type }),
      ...(this.key && { authorization: `Bearer ${this.key}` }),
    };
    const response = await fetch(this.base + path, { method, body, headers });
    const text = await response.text();
    const answered = response.headers.get('content-type') ?? '';
    return {
      status: response.status,
      type: answered,
      body: answered.includes('json') ? JSON.parse(text) : text,
    };
  }
}
