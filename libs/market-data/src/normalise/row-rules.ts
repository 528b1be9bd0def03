import { isDate, type ColumnKind, type DatasetRow, type RowDataset } from '#domain';

/** What is known while rows are judged. */
export interface RowContext {
  /** UTC ms. */
  now: number;
  /** The day in New York, `YYYY-MM-DD`. */
  today: string;
}

/** What a row must be like. `error` keeps it out, `warning` is only counted. */
interface RowRule<Row> {
  severity: 'error' | 'warning';
  /** Why it is broken, as `name` tells it apart from others. */
  name: string;
  isBroken(row: Row, context: RowContext): boolean;
}

type RowRules = { readonly [Name in RowDataset]: readonly RowRule<DatasetRow<Name>>[] };

/** Clocks of vendors go ahead of ours by so much. */
const AHEAD_MS = 300_000;

const isOneOf = (value: string | null, ...known: string[]) => value === null || known.includes(value);
const isNegative = (value: number | null) => value !== null && value < 0;
const isAbove = (one: number | null, other: number | null) => one !== null && other !== null && one > other;

interface TwoSided {
  bid: number | null;
  ask: number | null;
}

const TWO_SIDED: readonly RowRule<TwoSided>[] = [
  {
    severity: 'error',
    name: 'bid or ask is negative',
    isBroken: ({ bid, ask }) => isNegative(bid) || isNegative(ask),
  },
  // A side that nobody quotes is zero with some.
  {
    severity: 'warning',
    name: 'bid is above ask',
    isBroken: ({ bid, ask }) => ask !== 0 && isAbove(bid, ask),
  },
];

/** The rules of each dataset beside those that follow from the kinds of its columns. */
export const ROW_RULES: RowRules = {
  stock_quotes: [
    ...TWO_SIDED,
    { severity: 'error', name: 'the price is not positive', isBroken: ({ lastPrice }) => lastPrice <= 0 },
    { severity: 'error', name: 'high is below low', isBroken: ({ high, low }) => isAbove(low, high) },
    { severity: 'error', name: 'the volume is negative', isBroken: ({ volume }) => isNegative(volume) },
    {
      ...{ severity: 'error', name: 'the time is to come' },
      isBroken: ({ lastTimestamp }, { now }) => lastTimestamp > now + AHEAD_MS,
    },
  ],
  options_chain: [
    ...TWO_SIDED,
    { severity: 'error', name: 'the strike is not positive', isBroken: ({ strike }) => strike <= 0 },
    {
      ...{ severity: 'error', name: 'it is neither a call nor a put' },
      isBroken: ({ optionType }) => !isOneOf(optionType, 'call', 'put'),
    },
    {
      ...{ severity: 'error', name: 'the volatility is negative' },
      isBroken: ({ impliedVolatility }) => isNegative(impliedVolatility),
    },
    {
      ...{ severity: 'error', name: 'it has expired' },
      isBroken: ({ expiration, snapshotTime }) => Date.parse(expiration) + 2 * 86_400_000 < snapshotTime,
    },
  ],
  fundamentals: [
    {
      ...{ severity: 'error', name: 'it is none of the three statements' },
      isBroken: ({ statement }) => !isOneOf(statement, 'income', 'balance', 'cash_flow'),
    },
    {
      ...{ severity: 'error', name: 'the period is neither a year, a quarter nor twelve months' },
      isBroken: ({ periodType }) => !isOneOf(periodType, 'annual', 'quarter', 'ttm'),
    },
    {
      ...{ severity: 'error', name: 'the period has not ended' },
      isBroken: ({ periodEnding }, { today }) => periodEnding > today,
    },
    {
      ...{ severity: 'warning', name: 'assets are fewer than what they consist of' },
      isBroken: ({ cashAndCashEquivalents, totalAssets }) => isAbove(cashAndCashEquivalents, totalAssets),
    },
  ],
  dividends: [
    { severity: 'error', name: 'the amount is not positive', isBroken: ({ amount }) => amount <= 0 },
  ],
  earnings_transcripts: [
    {
      ...{ severity: 'error', name: 'there is no such quarter' },
      isBroken: ({ fiscalQuarter }) => fiscalQuarter < 1 || fiscalQuarter > 4,
    },
    { severity: 'error', name: 'nothing was said', isBroken: ({ content }) => content.trim() === '' },
    { severity: 'error', name: 'the call is to come', isBroken: ({ date }, { today }) => date > today },
  ],
  economic_indicators: [],
  earnings: [],
  earnings_calendar: [
    {
      ...{ severity: 'warning', name: 'the time of day is none that is known' },
      isBroken: ({ reportTime }) => !isOneOf(reportTime, 'bmo', 'amc', 'dmh'),
    },
  ],
  news: [
    { severity: 'error', name: 'it has no title', isBroken: ({ title }) => title.trim() === '' },
    {
      ...{ severity: 'error', name: 'the time is to come' },
      isBroken: ({ publishedAt }, { now }) => publishedAt > now + AHEAD_MS,
    },
  ],
  economic_events: [
    {
      ...{ severity: 'warning', name: 'the importance is none that is known' },
      isBroken: ({ importance }) => !isOneOf(importance, 'low', 'medium', 'high'),
    },
  ],
  company_info: [],
};

const EARLIEST = Date.UTC(1800, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

const isWithin = (instant: number) => instant >= EARLIEST && instant < LATEST;

/** What a value of each kind is, as a sentence says that it is not. */
export const KIND_RULES: Readonly<Record<ColumnKind, { noun: string; holds(value: unknown): boolean }>> = {
  text: { noun: 'a text', holds: (value) => typeof value === 'string' },
  number: { noun: 'a number', holds: (value) => Number.isFinite(value) },
  integer: {
    noun: 'a whole number',
    holds: (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  },
  boolean: { noun: 'yes or no', holds: (value) => typeof value === 'boolean' },
  date: {
    noun: 'a date',
    holds: (value) => typeof value === 'string' && isDate(value) && isWithin(Date.parse(value)),
  },
  instant: { noun: 'an instant', holds: (value) => typeof value === 'number' && isWithin(value) },
  texts: {
    noun: 'a list of texts',
    holds: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  },
  json: { noun: 'an object', holds: (value) => typeof value === 'object' },
};
