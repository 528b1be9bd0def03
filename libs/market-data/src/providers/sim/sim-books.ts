import { LRUCache } from 'lru-cache';
import { toDate } from '#domain';
import { createDraws, drawBetween, drawNormal, roundTo } from './seeded-draws.js';
import { FIRST_YEAR, type SimMarket } from './sim-market.js';
import { simulateReport, type Quarter, type SimReport } from './simulate-report.js';

const KEPT_COMPANIES = 500;
const TAX_RATE = 0.21;
const CASH_KEPT = 0.3;

/** What a company earns on its revenue and how it is financed, as fractions. */
interface Business {
  priceToEarnings: number;
  grossMargin: number;
  research: number;
  administration: number;
  depreciation: number;
  interest: number;
  /** Investment to depreciation. */
  growth: number;
}

/** What flows in a quarter, whole dollars; outflows are positive. */
export interface Flows {
  revenue: number;
  costOfRevenue: number;
  research: number;
  administration: number;
  interest: number;
  tax: number;
  depreciation: number;
  investment: number;
  dividends: number;
  repurchases: number;
}

/** What there is at the end of a quarter, whole dollars. */
export interface Stocks {
  cash: number;
  plant: number;
  otherAssets: number;
  debt: number;
  otherLiabilities: number;
  equity: number;
}

/** A company's books of a quarter, with the report that tells of them. */
export interface BookedQuarter {
  report: SimReport;
  /** Of the company at the period's end; it issues none and all splits are whole. */
  shares: number;
  flows: Flows;
  stocks: Stocks;
}

export function netIncomeOf(flows: Flows): number {
  return operatingIncomeOf(flows) - flows.interest - flows.tax;
}

export function operatingIncomeOf(flows: Flows): number {
  return flows.revenue - flows.costOfRevenue - flows.research - flows.administration;
}

/** Earnings per share as they are reported. */
export function earningsPerShare({ flows, shares }: BookedQuarter): number {
  return roundTo(netIncomeOf(flows) / shares, 4);
}

/** The books of every company of the market, carried forward from quarter to quarter. */
export class SimBooks {
  private readonly booked = new LRUCache<string, BookedQuarter[]>({ max: KEPT_COMPANIES });

  constructor(private readonly market: SimMarket) {}

  /** The quarters whose report is out at `now` (UTC ms), oldest first. */
  reported(symbol: string, now: number): BookedQuarter[] {
    return this.ended(symbol, now).filter(({ report }) => report.publishedAt <= now);
  }

  /** The quarters that are over, reported or not. Each depends on those before it alone. */
  ended(symbol: string, now: number): BookedQuarter[] {
    const books = this.booked.get(symbol) ?? [];
    const today = toDate(now);
    for (;;) {
      const next = quarterAt(books.length);
      const report = simulateReport(this.market.seed, symbol, next);
      if (report.periodEnding >= today) break;
      books.push(this.book(symbol, report, books.at(-1)));
    }
    this.booked.set(symbol, books);
    return books.filter(({ report }) => report.periodEnding < today);
  }

  private book(symbol: string, report: SimReport, before: BookedQuarter | undefined): BookedQuarter {
    const { seed } = this.market;
    const business = businessOf(createDraws(seed, symbol, 'business'));
    const end = Date.parse(report.periodEnding);
    const start = toDate(Date.UTC(report.year, (report.quarter - 1) * 3, 1));
    const days = this.market.days(symbol, toDate(end - 100 * 86_400_000), report.periodEnding);
    const { shares, bar } = days[days.length - 1];
    const worth = shares * bar.close;
    const paid = days.filter(({ session, dividend }) => dividend && session.date >= start);
    const dividends = paid.reduce((sum, day) => sum + Math.round(day.dividend!.amount * day.shares), 0);
    const opening = before?.stocks ?? openingStocks(worth);
    const draw = createDraws(seed, symbol, 'books', report.year, report.quarter);
    const flows = flowsOf(draw, business, worth, dividends, opening);
    return { report, shares, flows, stocks: carryForward(opening, flows) };
  }
}

function quarterAt(index: number): Quarter {
  return { year: FIRST_YEAR + Math.floor(index / 4), quarter: (index % 4) + 1 };
}

function businessOf(draw: () => number): Business {
  return {
    priceToEarnings: drawBetween(draw, 13, 28),
    grossMargin: drawBetween(draw, 0.35, 0.65),
    research: drawBetween(draw, 0.02, 0.1),
    administration: drawBetween(draw, 0.06, 0.16),
    depreciation: drawBetween(draw, 0.02, 0.06),
    interest: drawBetween(draw, 0.002, 0.015),
    growth: drawBetween(draw, 1, 1.25),
  };
}

/** Revenue such that the earnings of the quarter fit the price, give or take; all else follows from it. */
function flowsOf(
  draw: () => number,
  business: Business,
  worth: number,
  dividends: number,
  opening: Stocks,
): Flows {
  const { grossMargin, research, administration, interest } = business;
  const earned = (worth / business.priceToEarnings / 4) * (1 + 0.04 * drawNormal(draw));
  const margin = (grossMargin - research - administration - interest) * (1 - TAX_RATE);
  const revenue = Math.round(earned / margin);
  const part = (fraction: number) => Math.round(revenue * fraction);
  const flows: Flows = {
    ...{ revenue, costOfRevenue: part(1 - grossMargin), research: part(research) },
    ...{ administration: part(administration), interest: part(interest), tax: 0, dividends, repurchases: 0 },
    ...{
      depreciation: part(business.depreciation),
      investment: part(business.depreciation * business.growth),
    },
  };
  flows.tax = Math.round((operatingIncomeOf(flows) - flows.interest) * TAX_RATE);
  const spare = opening.cash + cashEarned(flows) - dividends - CASH_KEPT * revenue;
  return { ...flows, repurchases: Math.max(0, Math.round(spare / 2)) };
}

/** After investment, before what goes to shareholders. */
function cashEarned(flows: Flows): number {
  return netIncomeOf(flows) + flows.depreciation - flows.investment;
}

function openingStocks(worth: number): Stocks {
  const part = (fraction: number) => Math.round(worth * fraction);
  const assets = { cash: part(0.1), plant: part(0.2), otherAssets: part(0.15) };
  const liabilities = { debt: part(0.1), otherLiabilities: part(0.1) };
  const equity =
    assets.cash + assets.plant + assets.otherAssets - liabilities.debt - liabilities.otherLiabilities;
  return { ...assets, ...liabilities, equity };
}

/** Each side of the balance sheet moves by itself; that they stay equal is what the flows are checked by. */
function carryForward(opening: Stocks, flows: Flows): Stocks {
  const distributed = flows.dividends + flows.repurchases;
  return {
    ...opening,
    cash: opening.cash + cashEarned(flows) - distributed,
    plant: opening.plant + flows.investment - flows.depreciation,
    equity: opening.equity + netIncomeOf(flows) - distributed,
  };
}
