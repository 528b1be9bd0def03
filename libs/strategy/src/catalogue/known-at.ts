import { DERIVED_FIELDS, FUND_FIELDS, STATEMENT_FIELDS } from '../known/fund-fields.js';
import type { KnownFunction } from './function-definition.js';

const base = { kind: 'known', family: 'known_at', result: 'num', source: 'own' } as const;

const derived = [...DERIVED_FIELDS].map(([name, formula]) => `${name} = ${formula}`).join('; ');

/** Names of economic series as agencies and vendors write them. */
const SERIES_NAME = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

export const fund: KnownFunction = {
  ...base,
  name: 'fund',
  parameters: [{ name: 'field', type: 'text', words: FUND_FIELDS }],
  summary:
    'A figure of the newest statement that was published by the close of the bar, or one made of such and the close.',
  formula: `plain: the newest quarter; _annual: the newest year; _ttm: the sum of the four newest quarters; ${derived}`,
  compose({ builder, formula }, name) {
    const text = DERIVED_FIELDS.get(name);
    if (text !== undefined) return formula(text);
    const field = STATEMENT_FIELDS.get(name);
    return field && builder.known(field);
  },
};

export const macro: KnownFunction = {
  ...base,
  name: 'macro',
  parameters: [{ name: 'series', type: 'text' }],
  summary: 'The newest value of an economic series that was published by the close of the bar.',
  formula: 'value of the newest period known; of a revised one the newest version known',
  compose({ builder }, name) {
    if (!SERIES_NAME.test(name)) return undefined;
    return builder.known({ source: 'macro', column: 'value', reading: 'newest', series: name });
  },
};

export const surprise: KnownFunction = {
  ...base,
  name: 'surprise',
  parameters: [{ name: 'kind', type: 'text', words: ['earnings'] }],
  summary: 'By how much the newest published earnings beat what was expected, as a fraction of that.',
  formula: '(actual - estimate) / abs(estimate) of the newest report; missing without an estimate',
  source: 'Latane, Jones (1979), Standardized Unexpected Earnings, here unstandardised',
  compose({ builder }, name) {
    if (name !== 'earnings') return undefined;
    const [actual, estimate] = ['epsActual', 'epsEstimated'].map((column) =>
      builder.known({ source: 'earnings', column, reading: 'newest' }),
    );
    return builder.point('/', builder.point('-', actual, estimate), builder.point('abs', estimate));
  },
};

/** By the kind of event: sessions until the next one, and since the last. */
const EVENTS = new Map([
  [
    'earnings',
    [
      { source: 'earnings_calendar', column: 'reportDate', reading: 'sessions_until' },
      { source: 'earnings', column: 'epsActual', reading: 'sessions_known' },
    ],
  ],
  [
    'dividend',
    [
      { source: 'dividends', column: 'exDividendDate', reading: 'sessions_until' },
      { source: 'dividends', column: 'exDividendDate', reading: 'sessions_since' },
    ],
  ],
] as const);

export const eventDays: KnownFunction = {
  ...base,
  name: 'event_days',
  parameters: [{ name: 'kind', type: 'text', words: [...EVENTS.keys()] }],
  outputs: ['until', 'since'],
  range: [0, Infinity],
  summary:
    'Sessions until the next event as it was scheduled at the close of the bar, and since the last one; missing where that is more than a year away.',
  formula:
    'until: 0 on the day itself; since: of earnings 0 on the first bar that knows the report, of a dividend 0 on its ex-date',
  compose({ builder }, name, output) {
    const reading = EVENTS.get(name as 'earnings')?.[output];
    return reading && builder.known(reading);
  },
};

export const KNOWN_AT: readonly KnownFunction[] = [fund, macro, eventDays, surprise];
