import type { ReadFault } from '../http/vendor-http.js';

/** It speaks in pages of HTML; whom it has seen too often it shuts out for ten minutes. */
export const readSecFault: ReadFault = ({ status, text }) => {
  if (/Request Rate Threshold Exceeded/i.test(text))
    return { fault: 'rate_limited', message: 'has shut this address out for a while', retryAfterMs: 600_000 };
  if (/Undeclared Automated Tool/i.test(text))
    return { fault: 'key_refused', message: 'wants to know who asks: see SEC_USER_AGENT' };
  if (status === 404) return { fault: 'unknown_symbol', message: 'does not know the company' };
  return undefined;
};
