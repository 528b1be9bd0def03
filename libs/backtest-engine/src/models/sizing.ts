import { SizeKind, type Order } from '../order.js';
import type { CommissionModel } from './commission.js';

/** What an entry is about to pay and what there is. Money, but for `leverage` = 1 / margin. */
export interface EntryQuote {
  /** Price of the fill with spread and slippage, and without. */
  price: number;
  rawPrice: number;
  freeLiquidity: number;
  equity: number;
  leverage: number;
  /** Of the fee, see `CommissionModel`. */
  isMaker: boolean;
  traded: number;
  /** The most money that the fill may come to. */
  most: number;
}

/** To be filled in for each entry: one for all of them, so that no bar allocates. */
export const createQuote = (leverage: number): EntryQuote => ({
  price: NaN,
  rawPrice: NaN,
  freeLiquidity: NaN,
  equity: NaN,
  leverage,
  most: Infinity,
  isMaker: false,
  traded: 0,
});

/** What sizing reads of an order. */
export type SizedOrder = Pick<Order, 'sizeKind' | 'size'>;

/** Turns the size of an order into units and says whether the account can carry them. */
export interface SizingModel {
  /** Units to trade, zero or more. */
  unitsOf(order: SizedOrder, quote: EntryQuote): number;
  isAffordable(order: SizedOrder, units: number, quote: EntryQuote): boolean;
}

/** The largest whole number of times that `divisor` goes into `dividend`, exact where the quotient rounds up. */
export function floorDivide(dividend: number, divisor: number): number {
  const quotient = dividend / divisor;
  const whole = Math.floor(quotient);
  return whole === quotient && dividend % divisor > divisor / 2 ? whole - 1 : whole;
}

/** The share of what the order may spend, in money: the budget that its units must fit into. */
function budgetOf(order: SizedOrder, quote: EntryQuote): number {
  const most = quote.freeLiquidity * quote.leverage;
  if (order.sizeKind === SizeKind.freeLiquidity) return Math.min(most * order.size, quote.most);
  const asked = order.sizeKind === SizeKind.equity ? quote.equity * quote.leverage * order.size : order.size;
  return Math.min(asked, most, quote.most);
}

/** Units that were asked for as such, as far as they may go. */
function askedUnits(order: SizedOrder, quote: EntryQuote, wholeUnits: boolean): number {
  const units = Math.min(order.size, quote.most / quote.price);
  return wholeUnits ? Math.floor(units) : units;
}

/**
 * The peer's rule (engine-semantics A6): the fee per unit is that of the size as it was asked for,
 * so a fixed fee is divided by the fraction when a fraction was asked for.
 */
export class AskedSizeSizing implements SizingModel {
  constructor(
    private readonly commission: CommissionModel,
    private readonly wholeUnits: boolean,
  ) {}

  unitsOf(order: SizedOrder, quote: EntryQuote): number {
    if (order.sizeKind === SizeKind.units) return askedUnits(order, quote, this.wholeUnits);
    const budget = budgetOf(order, quote);
    const unitCost = this.unitCost(order, quote);
    return this.wholeUnits ? floorDivide(budget, unitCost) : budget / unitCost;
  }

  isAffordable(order: SizedOrder, units: number, quote: EntryQuote): boolean {
    return units * this.unitCost(order, quote) <= quote.freeLiquidity * quote.leverage;
  }

  private unitCost(order: SizedOrder, quote: EntryQuote): number {
    const { rawPrice, isMaker, traded } = quote;
    return quote.price + this.commission.fee(order.size, rawPrice, isMaker, traded) / order.size;
  }
}

/** Room for the rounding of a budget that is spent to the last unit. */
const TOLERANCE = 1 + 1e-12;

/** Our rule: as many units as the budget carries together with the fee of just that many. */
export class SolvedSizing implements SizingModel {
  constructor(
    private readonly commission: CommissionModel,
    private readonly wholeUnits: boolean,
  ) {}

  unitsOf(order: SizedOrder, quote: EntryQuote): number {
    if (order.sizeKind === SizeKind.units) return askedUnits(order, quote, this.wholeUnits);
    const budget = budgetOf(order, quote);
    const units = this.commission.unitsWithin(budget, quote.price, quote.isMaker, quote.traded);
    if (!this.wholeUnits) return units;
    const whole = Math.floor(units * TOLERANCE);
    return whole > 0 && this.cost(whole, quote) > budget * TOLERANCE ? whole - 1 : whole;
  }

  isAffordable(_order: SizedOrder, units: number, quote: EntryQuote): boolean {
    return this.cost(units, quote) <= quote.freeLiquidity * quote.leverage * TOLERANCE;
  }

  private cost(units: number, quote: EntryQuote): number {
    const { price, isMaker, traded } = quote;
    return units * price + this.commission.fee(units, price, isMaker, traded);
  }
}
