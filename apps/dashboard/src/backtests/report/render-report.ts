import type { Schemas } from '../../api/client.js';
import { formatBarTime, formatUtc, isDaily } from '../../display/format-instant.js';
import { formatChange, formatMoney, formatRatio } from '../../display/format-number.js';
import type { Equity } from '../result/full-equity.js';
import { figureOf, METRIC_GROUPS } from '../result/metric-words.js';
import { monthlyReturns } from '../result/monthly-returns.js';
import { requestOf } from '../result/request-of.js';
import { signsOf } from '../result/signs-of.js';

type Result = Schemas['BacktestResult'];

const [WIDTH, HEIGHT] = [960, 240];

/** Text that HTML shows as it is. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function chart(values: readonly number[], colour: string, height: number): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const points = values.map((value, index) => {
    const x = (index / Math.max(1, values.length - 1)) * WIDTH;
    const y = height - ((value - low) / (high - low || 1)) * (height - 8) - 4;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${height}" preserveAspectRatio="none" role="img"><polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="1.5" vector-effect="non-scaling-stroke"/></svg>`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return `<table>${head.length > 0 ? `<thead>${row(head, 'th')}</thead>` : ''}<tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
}

function metricsSection({ metrics }: Result): string {
  return Object.entries(METRIC_GROUPS)
    .map(([group, words]) => {
      const rows = Object.entries(words).map(([key, { label, format }]) => [
        label,
        format(figureOf(metrics, key)),
      ]);
      return `<section><h3>${group}</h3>${table([], rows)}</section>`;
    })
    .join('');
}

function monthsSection(equity: Equity, zone: string): string {
  const rows = monthlyReturns(equity, zone).map(({ year, months, total }) => [
    year,
    ...months.map((change) => (change === undefined ? '' : formatRatio(change * 100))),
    formatRatio(total * 100),
  ]);
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return table(['Year', ...names, 'Year'], rows);
}

function tradesSection(result: Result, zone: string): string {
  const { trades, trades_count: count } = result;
  const { timeframe } = requestOf(result);
  const time = (instant: string): string => formatBarTime(instant, timeframe, zone);
  const rows = trades.map((trade) => [
    String(trade.index),
    trade.symbol,
    String(trade.size),
    time(trade.entry_time),
    formatMoney(trade.entry_price),
    time(trade.exit_time),
    formatMoney(trade.exit_price),
    formatMoney(trade.pnl),
    formatChange(trade.return_pct),
    trade.exit_reason,
  ]);
  const head = ['#', 'Symbol', 'Size', 'Entry', 'At', 'Exit', 'At', 'Profit', 'Return', 'Why'];
  return `<h2>Trades${trades.length < count ? ` (the first ${trades.length} of ${count})` : ''}</h2>${table(head, rows)}`;
}

const STYLE = `:root{color-scheme:light dark}body{font:14px/1.5 system-ui,sans-serif;max-width:1000px;margin:2rem auto;padding:0 1rem}
h1{margin:0}svg{width:100%;display:block;border:1px solid #8884;border-radius:6px;margin:.5rem 0}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}td,th{padding:2px 8px;text-align:right;border-bottom:1px solid #8883}
td:first-child,th:first-child{text-align:left}.groups{display:grid;grid-template-columns:repeat(auto-fill,minmax(280px,1fr));gap:1rem}
pre{overflow:auto;border:1px solid #8884;border-radius:6px;padding:1rem;font-size:12px}.sign{display:inline-block;border:1px solid #8888;border-radius:9px;padding:0 8px;margin:2px}`;

/**
 * A page without scripts that holds everything it shows, to keep or to send. Times of bars are in the zone.
 * @param equity of every bar: the curve of the result may be thinned out and miss the ends of months
 */
export function renderReport(
  result: Result,
  { run, equity, zone }: { run: Schemas['Run']; equity: Equity; zone: string },
): string {
  const { equity_curve: curve } = result;
  const title = escapeHtml(run.name ?? run.strategy_name);
  const signs = signsOf(result).map(
    ({ words, says }) => `<span class="sign" title="${escapeHtml(says)}">${escapeHtml(words)}</span>`,
  );
  const notes = run.notes ? `<p>${escapeHtml(run.notes)}</p>` : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${STYLE}</style></head><body>
<h1>${title}</h1>
<p>${escapeHtml(run.symbols.join(', '))}, ${escapeHtml(run.timeframe)}, made ${escapeHtml(formatUtc(result.finished_at))} by Barkeep ${escapeHtml(result.engine_version)}</p>
${notes}<p>${signs.join(' ')}</p>
<h2>Equity</h2>${chart(curve.equity, '#3b5bdb', HEIGHT)}
<h2>Drawdown</h2>${chart(
    curve.drawdown.map((share) => -share),
    '#e03131',
    HEIGHT / 2,
  )}
<h2>Monthly returns, %</h2>${monthsSection(equity, isDaily(run.timeframe) ? 'UTC' : zone)}
<h2>Figures</h2><div class="groups">${metricsSection(result)}</div>
${tradesSection(result, zone)}
<h2>Strategy</h2><pre>${escapeHtml(JSON.stringify(result.strategy, null, 2))}</pre>
<h2>Run</h2><pre>${escapeHtml(JSON.stringify(result.request, null, 2))}</pre>
<p>strategy ${result.strategy_hash}<br>data ${result.data_digest}<br>result ${result.result_digest}</p>
</body></html>
`;
}
