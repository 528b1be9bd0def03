import { relative } from 'node:path';

/** A run on the demo prices that can be pasted as it stands: Apple, ten days against thirty. */
const DEMO_RUN = {
  strategy: {
    version: 1,
    name: 'SMA cross',
    symbols: ['AAPL'],
    rules: {
      long: {
        enter: 'cross_up(sma(close,10), sma(close,30))',
        exit: 'cross_down(sma(close,10), sma(close,30))',
      },
    },
  },
  timeframe: '1d',
  start_date: '2014-01-01',
  end_date: '2017-12-31',
};

export interface Greeting {
  apiUrl: string;
  logPath: string;
  seconds: number;
  hasDemo: boolean;
}

/** What a person sees once everything runs: where, and one command to try. */
export function toGreeting({ apiUrl, logPath, seconds, hasDemo }: Greeting): string {
  return [
    `Barkeep is ready after ${seconds.toFixed(1)} s.`,
    '',
    `  API      ${apiUrl}/api/v1`,
    `  Docs     ${apiUrl}/docs`,
    `  OpenAPI  ${apiUrl}/openapi.json`,
    `  Health   ${apiUrl}/api/v1/admin/health`,
    `  Log      ${relative(process.cwd(), logPath)}`,
    ...(hasDemo
      ? ['', 'A backtest on the demo prices, to paste into another terminal:', '', toDemoCurl(apiUrl)]
      : []),
    '',
    'Ctrl-C stops everything.',
  ].join('\n');
}

/** Single quotes hold the JSON, so it must have none. */
export function toDemoCurl(apiUrl: string): string {
  return `curl -s ${apiUrl}/api/v1/backtest/run -H 'content-type: application/json' -d '${JSON.stringify(DEMO_RUN)}'`;
}
