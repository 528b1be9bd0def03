import { escapeHtml, toPage } from './page.js';

/** The page at `/`: what this is and where to go, without a script. */
export function homePage(base: string, version: string): string {
  const curl = `curl -s ${base}/api/v1/backtest/run -H 'content-type: application/json' -d '{
  "strategy": {
    "version": 1, "name": "SMA cross", "symbols": ["AAPL"],
    "rules": {"long": {
      "enter": "cross_up(sma(close,10), sma(close,20))",
      "exit": "cross_down(sma(close,10), sma(close,20))"}}},
  "timeframe": "1d", "start_date": "2014-01-01", "end_date": "2017-12-31"}'`;
  return toPage(
    'Barkeep',
    `<h1>Barkeep</h1>
<p>Keeps market data and runs backtests as a service.</p>
<ul>
<li><a href="/docs">API documentation</a> (<a href="/openapi.json">OpenAPI 3.1</a>)</li>
<li><a href="/api/v1/admin/health">Health of every component</a></li>
<li><a href="/api/v1/market-data/symbols">Stored symbols</a></li>
<li><a href="/api/v1/backtest/active">Backtests that wait or run</a>,
 <a href="/api/v1/backtest/statistics">statistics</a></li>
<li><a href="/api/v1/backtest/runs">All backtests</a>, <a href="/admin/queues">the queues</a></li>
<li><a href="/metrics">Metrics of this process</a></li>
</ul>
<h2>A first backtest</h2>
<pre>${escapeHtml(curl)}</pre>
<p>The answer has a <code>task_id</code>; its <code>links</code> lead to status, result and live events.</p>
<footer>Barkeep ${escapeHtml(version)}</footer>`,
  );
}
