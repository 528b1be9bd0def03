import createClient from 'openapi-fetch';
import type { components, paths } from './barkeep-api.d.ts';

type Schemas = components['schemas'];

/** How often the status is asked for; a socket at `websocket_url` tells it live. */
const PAUSE_MS = 250;

/** Runs a backtest on the Barkeep at that address and gives its result. Throws what the service says against it. */
export async function runBacktest(
  baseUrl: string,
  body: Schemas['RunBacktest'],
): Promise<Schemas['BacktestResult']> {
  const client = createClient<paths>({ baseUrl });
  const started = await client.POST('/api/v1/backtest/run', { body });
  if (started.error) throw new Error(toWords(started.error));
  const path = { task_id: started.data.task_id };
  for (;;) {
    const { data, error } = await client.GET('/api/v1/backtest/status/{task_id}', { params: { path } });
    if (error) throw new Error(toWords(error));
    if (data.finished_at !== null) break;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  const { data, error } = await client.GET('/api/v1/backtest/result/{task_id}', { params: { path } });
  if (error) throw new Error(toWords(error));
  return data;
}

/** All that is wrong, with its place. */
function toWords({ detail, title, errors = [] }: Schemas['Problem']): string {
  return [detail ?? title, ...errors.map(({ path, message }) => `${path}: ${message}`)].join('\n');
}
