import { readFileSync } from 'node:fs';
import { UsageError } from './cli-error.js';

/** What the options of `barkeep backtest` put over the file. */
export interface RunOptions {
  timeframe?: string;
  start?: string;
  end?: string;
  capital?: string;
  commission?: string;
  preset?: string;
  symbol?: string[];
  param?: string[];
}

/** The body of POST /api/v1/backtest/run, as far as it is put together here; the service checks the rest. */
export interface RunBody {
  strategy: Record<string, unknown>;
  [field: string]: unknown;
}

/** Reads a file that holds a strategy, or a whole run body with the strategy inside. */
export function readRunFile(file: string): RunBody {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new UsageError(`there is no file ${file}`);
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
  if (!isObject(document)) throw new UsageError(`${file}: expected a JSON object, a strategy or a run body`);
  if (isObject(document.strategy)) return document as RunBody;
  return { strategy: document };
}

/** The body with the options over it. */
export function withOptions(body: RunBody, options: RunOptions): RunBody {
  const costs = isObject(body.costs) ? body.costs : {};
  const commission = isObject(costs.commission) ? costs.commission : {};
  const execution = isObject(body.execution) ? body.execution : {};
  return {
    timeframe: '1d',
    ...body,
    ...(options.timeframe && { timeframe: options.timeframe }),
    ...(options.start && { start_date: options.start }),
    ...(options.end && { end_date: options.end }),
    ...(options.capital && { initial_capital: toNumber('--capital', options.capital) }),
    ...(options.symbol && { symbols: options.symbol }),
    ...(options.param && {
      params: { ...(isObject(body.params) ? body.params : {}), ...toParams(options.param) },
    }),
    ...(options.preset && { execution: { ...execution, preset: options.preset } }),
    ...(options.commission && {
      costs: { ...costs, commission: { ...commission, rate: toNumber('--commission', options.commission) } },
    }),
  };
}

function toParams(pairs: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, value] = /^(\w+)=(.+)$/.exec(pair) ?? [];
      if (!name) throw new UsageError(`--param ${pair}: expected name=number`);
      return [name, toNumber(`--param ${name}`, value)];
    }),
  );
}

function toNumber(what: string, text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number))
    throw new UsageError(`${what}: "${text}" is not a number`);
  return number;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
