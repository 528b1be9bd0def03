import type { ReadFault } from '../http/vendor-http.js';
import { memberOf, numberOf, tryJson } from '../read-json.js';

const UNKNOWN_SYMBOL = -1121;

export const readBinanceFault: ReadFault = ({ status, text }) => {
  if (status === 418) return { fault: 'rate_limited', message: 'has shut this address out for a while' };
  if (status === 451) return { fault: 'key_refused', message: 'does not serve this place' };
  if (numberOf(memberOf(tryJson(text), 'code')) === UNKNOWN_SYMBOL)
    return { fault: 'unknown_symbol', message: 'does not know the symbol' };
  return undefined;
};
