import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { Api, type Answer } from '../e2e/support/api.js';
import { follow, type Following } from '../e2e/support/follow.js';

const PAUSE_MS = 120;
/** Each so many submitted tasks one is followed by a socket. */
const FOLLOWED = 5;

/** Clients of a proxy that go on submitting, reading and listening until they are told to stop. */
export class SteadyLoad {
  readonly taskIds: string[] = [];
  readonly followings: Following[] = [];
  /** Requests that were not answered as they would be on a quiet day. */
  readonly failures: string[] = [];
  private isOver = false;
  private readonly clients: Promise<void>[];
  private readonly api: Api;

  constructor(
    url: string,
    private readonly run: object,
  ) {
    this.api = new Api(url);
    this.clients = [this.repeat(() => this.submit()), this.repeat(() => this.read())];
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.clients);
  }

  private async repeat(step: () => Promise<void>): Promise<void> {
    while (!this.isOver) {
      await step();
      await delay(PAUSE_MS);
    }
  }

  private async submit(): Promise<void> {
    const answer = await this.expect(202, 'POST', '/api/v1/backtest/run', this.run);
    if (!answer) return;
    const { task_id: id, websocket_url: address } = answer.body as Record<string, string>;
    if (this.taskIds.push(id) % FOLLOWED === 0)
      this.followings.push(follow(this.api.base + address, { transports: ['websocket'], since: 0 }));
  }

  private async read(): Promise<void> {
    const id = this.taskIds.at(-1);
    await this.expect(200, 'GET', '/api/v1/backtest/runs?limit=5');
    await this.expect(200, 'GET', '/api/v1/admin/workers');
    if (id) await this.expect(200, 'GET', `/api/v1/backtest/status/${id}`);
  }

  private async expect(
    status: number,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<Answer | undefined> {
    try {
      const answer = await (method === 'GET' ? this.api.get(path) : this.api.post(path, body));
      if (answer.status !== status) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      return answer;
    } catch (error) {
      this.failures.push(`${method} ${path}: ${inspect(error)}`);
      return undefined;
    }
  }
}
