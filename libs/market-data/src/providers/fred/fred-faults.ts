import type { ReadFault } from '../http/vendor-http.js';
import { memberOf, tryJson } from '../read-json.js';

/** A bad key is a bad request as well: only the words tell. */
export const readFredFault: ReadFault = ({ status, text }) => {
  const said = memberOf(tryJson(text), 'error_message');
  if (status === 423) return { fault: 'rate_limited', message: 'wants fewer requests' };
  if (typeof said !== 'string' || status === 429) return undefined;
  if (/api_key/.test(said)) return { fault: 'key_refused', message: 'refused the key' };
  if (/not exist in ALFRED/.test(said)) return { fault: 'empty', message: 'keeps no vintages of the series' };
  if (/series does not exist/i.test(said))
    return { fault: 'unknown_symbol', message: 'does not know the series' };
  return undefined;
};
