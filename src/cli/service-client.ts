import { loadConfig, readStoresNote } from '#config';
import { CliError, EXIT, UsageError } from './cli-error.js';
import { toRefusalLines } from './refusal-lines.js';

/** The members of a problem document that are shown. */
interface Problem {
  title?: string;
  detail?: string;
  code?: string;
  errors?: { path?: string; message: string; hint?: string }[];
  /** What there is, where something that there is not was named. */
  available?: string[];
}

/** Speaks with the API of a running Barkeep. */
export class ServiceClient {
  /** @param base address without a slash at its end. */
  constructor(
    readonly base: string,
    private readonly key: string,
  ) {}

  /** What lets its calls in, where that is needed. */
  get credentials(): Record<string, string> {
    return this.key === '' ? {} : { authorization: `Bearer ${this.key}` };
  }

  get<Answer>(path: string): Promise<Answer> {
    return this.#ask<Answer>(path, {});
  }

  post<Answer>(path: string, body: unknown): Promise<Answer> {
    const headers = { 'content-type': 'application/json' };
    return this.#ask<Answer>(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  postText<Answer>(path: string, type: string, body: Buffer): Promise<Answer> {
    return this.#ask<Answer>(path, {
      method: 'POST',
      headers: { 'content-type': type },
      body: new Uint8Array(body),
    });
  }

  async #ask<Answer>(path: string, request: RequestInit): Promise<Answer> {
    const response = await fetch(this.base + path, {
      ...request,
      headers: { ...this.credentials, ...request.headers },
    }).catch(() => {
      throw new CliError(
        `no Barkeep answers at ${this.base}; start one with npm start or name it with --url`,
        EXIT.serviceAway,
        {
          code: 'SERVICE_AWAY',
        },
      );
    });
    const body: unknown = await response.json().catch(() => ({}));
    const isProblem = !response.headers.get('content-type')?.startsWith('application/json');
    if (response.ok || !isProblem) return body as Answer;
    throw refusal(response.status, body as Problem);
  }
}

function refusal(status: number, problem: Problem): CliError {
  const { detail, title, available = [] } = problem;
  const said = detail ?? title ?? `the service answered ${status}`;
  const isNamed = available.length === 0 || available.every((name) => said.includes(name));
  const head = isNamed ? said : `${said} There are ${available.join(', ')}.`;
  return new CliError(
    toRefusalLines(head, problem.errors ?? []),
    status === 503 ? EXIT.serviceAway : EXIT.failed,
    {
      ...problem,
    },
  );
}

/**
 * The address given, else that of a Barkeep that runs in the same home, else the one the settings name.
 * @throws UsageError where what was given is no address.
 */
export function findService(given: string | undefined): ServiceClient {
  const config = loadConfig();
  const url = given ?? readStoresNote(config.BARKEEP_HOME)?.api_url ?? `http://${config.HOST}:${config.PORT}`;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new UsageError(`--url: ${url} is no address such as http://127.0.0.1:8000`);
  return new ServiceClient(url.replace(/\/+$/, ''), config.BARKEEP_API_KEY);
}
