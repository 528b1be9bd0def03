import { toDate, xnys, type DatasetRow } from '#domain';
import { sessionFrom } from '../simulate-report.js';
import { DECLARED_AHEAD, type Declaration } from '../simulate-days.js';
import type { SimDataset } from '../sim-request.js';

const DAY = 86_400_000;
/** A dividend is declared so long after the close. */
const DECLARED_AFTER = 30 * 60_000;
const PAID_AFTER = 14 * DAY;
/** From then on shares settle the day after the trade, so that ex-date and record date are one. */
const NEXT_DAY_SETTLEMENT = '2024-05-28';

/** Equal to the dividends of the prices; one that is declared shows before its ex-date. */
export const dividends: SimDataset<'dividends'> = {
  batchSize: 50,
  about: ['share'],
  rows({ market, subject: symbol, from, to, now }) {
    const paid = market
      .days(symbol, from, to)
      .filter(({ session, dividend }) => dividend && session.open <= now)
      .map(({ session, dividend }) => toRow(symbol, session.date, dividend!.amount, dividend!.declaration));
    const coming = market.daysUntil(symbol, now, 10).at(-1)?.declared;
    if (coming) paid.push(toRow(symbol, exDateOf(coming), coming.amount, coming));
    return paid;
  },
};

function exDateOf({ date }: Declaration): string {
  const following = xnys.sessions(date, toDate(Date.parse(date) + 3 * DECLARED_AHEAD * DAY));
  return following[DECLARED_AHEAD].date;
}

function toRow(
  symbol: string,
  exDividendDate: string,
  amount: number,
  { date: declarationDate, amount: declaredAmount }: Declaration,
): DatasetRow<'dividends'> {
  const exDate = Date.parse(exDividendDate);
  const recordDate = exDividendDate >= NEXT_DAY_SETTLEMENT ? exDividendDate : sessionFrom(exDate + DAY).date;
  return {
    ...{ symbol, exDividendDate, amount, declaredAmount, currency: 'USD', recordDate, declarationDate },
    paymentDate: sessionFrom(exDate + PAID_AFTER).date,
    publishedAt: sessionFrom(Date.parse(declarationDate)).close + DECLARED_AFTER,
    ...{ frequency: 'quarterly', dividendType: 'cash' },
  };
}
