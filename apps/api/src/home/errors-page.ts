import { ERROR_CODES } from '#domain';
import { STATUS_OF_KIND } from '../problems/problem.js';
import { escapeHtml, toPage } from './page.js';

/** Where the `type` of a problem document leads: every code, its status, its meaning. */
export function errorsPage(): string {
  const rows = Object.entries(ERROR_CODES).map(
    ([code, { kind, title }]) =>
      `<tr id="${code.toLowerCase()}"><td><code>${code}</code></td><td>${STATUS_OF_KIND[kind]}</td><td>${escapeHtml(title)}</td></tr>`,
  );
  return toPage(
    'Barkeep: errors',
    `<h1>Errors</h1>
<p>Errors are <code>application/problem+json</code> (RFC 9457). <code>errors</code> has every fault of a body or query:
<code>path</code> is a JSON pointer, <code>span</code> a range of characters in the text there. Quote
<code>request_id</code> when you ask for help.</p>
<table><thead><tr><th>code</th><th>status</th><th>meaning</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>`,
  );
}
