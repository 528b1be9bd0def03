import { dateInZone, type Bar, type CorporateAction } from '#domain';
import { ProviderError } from '../provider-error.js';
import type { DailyBarsAnswer } from '../market-data-provider.js';
import { listOf, memberOf, numberOf } from '../read-json.js';
import { undoSplitsOfDividends } from '../../normalise/undo-splits.js';

/** Prices come as 32-bit floats: what lies behind their seventh digit is noise. */
const DIGITS = 7;
const PRICES = ['open', 'high', 'low', 'close'] as const;

/** Daily bars of an answer of the chart endpoint, with all its splits and dividends. Rows of nulls are gaps. */
export function readChart(chart: unknown, from: string, to: string): DailyBarsAnswer {
  const result = memberOf(chart, 'chart', 'result', 0);
  const zone = memberOf(result, 'meta', 'exchangeTimezoneName');
  const quote = memberOf(result, 'indicators', 'quote', 0);
  if (typeof zone !== 'string' || quote === undefined)
    throw new ProviderError('yahoo', 'misunderstood', 'yahoo sent a chart that is not understood');
  const dateOf = (seconds: unknown) => dateInZone(numberOf(seconds) * 1_000, zone);
  const bars = listOf(memberOf(result, 'timestamp')).flatMap((stamp, row): Bar[] => {
    const date = dateOf(stamp);
    const at = (name: string) => memberOf(quote, name, row) ?? null;
    if (date < from || date > to || PRICES.every((name) => at(name) === null)) return [];
    const [open, high, low, close] = PRICES.map((name) => Number(numberOf(at(name)).toPrecision(DIGITS)));
    return [{ openTime: Date.parse(date), open, high, low, close, volume: numberOf(at('volume') ?? 0) }];
  });
  if (bars.length === 0) throw new ProviderError('yahoo', 'empty', 'yahoo has no prices of that time');
  return { bars, actions: readActions(memberOf(result, 'events'), dateOf), adjusted: 'split' };
}

function readActions(events: unknown, dateOf: (seconds: unknown) => string): CorporateAction[] {
  const itemsOf = (kind: string) => Object.values(memberOf(events, kind) ?? {}) as unknown[];
  const splits = itemsOf('splits').map((item): CorporateAction => {
    const value = numberOf(memberOf(item, 'numerator')) / numberOf(memberOf(item, 'denominator'));
    return { exDate: dateOf(memberOf(item, 'date')), kind: 'split', value };
  });
  const dividends = itemsOf('dividends').map((item): CorporateAction => {
    return {
      exDate: dateOf(memberOf(item, 'date')),
      kind: 'dividend',
      value: numberOf(memberOf(item, 'amount')),
    };
  });
  return [...splits, ...undoSplitsOfDividends(dividends, splits)];
}
