/** A European option on a share that pays nothing until it expires. */
export interface OptionTerms {
  type: 'call' | 'put';
  spot: number;
  strike: number;
  /** Until it expires. */
  years: number;
  /** Interest and volatility of a year, as fractions. */
  rate: number;
  volatility: number;
}

export interface OptionValue {
  price: number;
  /** Change of the price with the spot, and of that with the spot again. */
  delta: number;
  gamma: number;
  /** Change of the price in a calendar day, with a point of volatility, and with a point of interest. */
  theta: number;
  vega: number;
  rho: number;
}

const POINT = 0.01;
const DAYS = 365;

/**
 * Value and greeks after Black and Scholes (1973). Call and put of the same terms obey put-call parity to the last
 * digits, since N(-d) is computed as 1 - N(d).
 */
export function valueOption({ type, spot, strike, years, rate, volatility }: OptionTerms): OptionValue {
  const deviation = volatility * Math.sqrt(years);
  const d1 = (Math.log(spot / strike) + (rate + volatility ** 2 / 2) * years) / deviation;
  const d2 = d1 - deviation;
  const discounted = strike * Math.exp(-rate * years);
  const sign = type === 'call' ? 1 : -1;
  const [n1, n2] = [likelihood(d1), likelihood(d2)].map((n) => (type === 'call' ? n : 1 - n));
  const decay = (spot * density(d1) * volatility) / (2 * Math.sqrt(years));
  return {
    price: sign * (spot * n1 - discounted * n2),
    delta: sign * n1,
    gamma: density(d1) / (spot * deviation),
    theta: (-decay - sign * rate * discounted * n2) / DAYS,
    vega: spot * density(d1) * Math.sqrt(years) * POINT,
    rho: sign * discounted * years * n2 * POINT,
  };
}

function density(x: number): number {
  return Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI);
}

/** The normal distribution function, to 7.5e-8: formula 26.2.17 of Abramowitz and Stegun. */
function likelihood(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const series = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153].reduce(
    (sum, coefficient) => (sum + coefficient) * t,
    0,
  );
  const tail = density(x) * series;
  return x < 0 ? tail : 1 - tail;
}
