import type { ReadFault } from '../http/vendor-http.js';
import { memberOf, tryJson } from '../read-json.js';

/** It says its errors at status 200 too, as `{"Error Message"}` or in plain text. */
export const readFmpFault: ReadFault = ({ text }) => {
  const body = tryJson(text);
  const said = memberOf(body, 'Error Message') ?? (body === undefined ? text : undefined);
  if (typeof said !== 'string') return undefined;
  if (/^(Bandwidth )?Limit Reach/i.test(said))
    return { fault: 'rate_limited', message: 'wants fewer requests' };
  if (/Invalid API KEY/i.test(said)) return { fault: 'key_refused', message: 'refused the key' };
  if (/^(Exclusive|Special|Legacy) Endpoint|^Premium Query/i.test(said))
    return { fault: 'key_refused', message: 'does not have this in its plan' };
  if (/^(Query Error|Invalid name|Maxmium Query)/i.test(said))
    return { fault: 'misunderstood', message: 'did not take the request' };
  return undefined;
};
