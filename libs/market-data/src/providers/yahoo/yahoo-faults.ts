import type { ReadFault } from '../http/vendor-http.js';
import { memberOf, tryJson } from '../read-json.js';

/** Yahoo's errors: `{<module>: {error: {code, description}}}` at any status, or plain text. */
export const readYahooFault: ReadFault = ({ status, text }) => {
  if (/^too many requests/i.test(text.trim()))
    return { fault: 'rate_limited', message: 'wants fewer requests' };
  const modules = Object.values(Object(tryJson(text)) as object) as unknown[];
  const error = modules.map((module) => memberOf(module, 'error')).find(Boolean);
  if (error === undefined) return undefined;
  const code = String(memberOf(error, 'code'));
  if (code === 'Not Found') return { fault: 'unknown_symbol', message: 'does not know the symbol' };
  if (code === 'Unauthorized') return { fault: 'key_refused', message: 'refused the request' };
  // Of a range that it does not keep, or of days without trading.
  if (/data (not available|doesn't exist)/i.test(String(memberOf(error, 'description'))))
    return { fault: 'empty', message: 'has no prices of that time' };
  if (status >= 500 || status === 429) return undefined;
  return { fault: 'misunderstood', message: 'did not take the request' };
};

/** Of a page only the cookie matters, which a page of errors brings as well. */
export const readYahooPage: ReadFault = ({ cookies }) => (cookies.length > 0 ? null : undefined);
