/** How a series comes about: around a level; growing by a yearly fraction; or as what one exceeds another by. */
export type SeriesShape =
  | { level: number; swing: number; floor: number; driver?: string }
  | { start: number; growth: number; wobble: number }
  | { of: string; minus: string };

/** A series of the simulated economy, named and released about as FRED has the real one. */
export interface SimSeries {
  id: string;
  title: string;
  unit: string;
  frequency: 'daily' | 'weekly' | 'monthly' | 'quarterly';
  shape: SeriesShape;
  digits: number;
  /** Calendar days from the end of the period to the release, at the earliest, and the minutes since that day's open. */
  release: { afterDays: number; sinceOpen: number };
  /** What a calendar of events calls the release, where it lists it. */
  event?: { name: string; category: string; importance: 'low' | 'medium' | 'high' };
}

const MORNING = { sinceOpen: -60 };
const NOON = { sinceOpen: 150 };
const AFTERNOON = { sinceOpen: 405 };
const daily = { frequency: 'daily', digits: 2, release: { afterDays: 1, ...AFTERNOON } } as const;
const percent = { unit: 'Percent' } as const;
const monthly = (afterDays: number) =>
  ({ frequency: 'monthly', release: { afterDays, ...MORNING } }) as const;
const quarterly = { frequency: 'quarterly', release: { afterDays: 27, ...MORNING } } as const;
const high = (name: string, category: string) => ({ event: { name, category, importance: 'high' } }) as const;
const medium = (name: string, category: string) =>
  ({ event: { name, category, importance: 'medium' } }) as const;
const rate = (level: number, swing: number) => ({ level, swing, floor: 0.05, driver: 'rates' });

/** In the units of the real series. */
export const SIM_SERIES: readonly SimSeries[] = [
  { id: 'DFF', title: 'Federal Funds Effective Rate', ...percent, ...daily, shape: rate(2.5, 2.4) },
  {
    ...{ id: 'DGS3MO', title: '3-Month Treasury Constant Maturity Rate', ...percent, ...daily },
    shape: rate(2.6, 2.4),
  },
  {
    ...{ id: 'DGS2', title: '2-Year Treasury Constant Maturity Rate', ...percent, ...daily },
    shape: rate(2.9, 2.1),
  },
  {
    ...{ id: 'DGS10', title: '10-Year Treasury Constant Maturity Rate', ...percent, ...daily },
    shape: rate(3.6, 1.5),
  },
  {
    ...{ id: 'T10Y2Y', title: '10-Year Treasury Minus 2-Year Treasury', ...percent, ...daily },
    shape: { of: 'DGS10', minus: 'DGS2' },
  },
  {
    ...{ id: 'VIXCLS', title: 'Volatility Index', unit: 'Index', ...daily },
    shape: { level: 19, swing: 8, floor: 9 },
  },
  {
    ...{ id: 'MORTGAGE30US', title: '30-Year Fixed Rate Mortgage Average', ...percent, digits: 2 },
    ...{ frequency: 'weekly', release: { afterDays: 0, ...NOON }, shape: rate(5.4, 1.6) },
  },
  {
    ...{ id: 'ICSA', title: 'Initial Claims', unit: 'Number', digits: 0, frequency: 'weekly' },
    ...{
      release: { afterDays: 5, ...MORNING },
      shape: { level: 260_000, swing: 60_000, floor: 150_000 },
    },
    ...medium('Initial Jobless Claims', 'Labor'),
  },
  {
    ...{
      id: 'FEDFUNDS',
      title: 'Federal Funds Effective Rate, monthly',
      ...percent,
      ...monthly(1),
      digits: 2,
    },
    shape: rate(2.5, 2.4),
  },
  {
    ...{ id: 'UNRATE', title: 'Unemployment Rate', ...percent, ...monthly(5), digits: 1 },
    ...{ shape: { level: 5.2, swing: 1.7, floor: 2.5 }, ...high('Unemployment Rate', 'Labor') },
  },
  {
    ...{ id: 'PAYEMS', title: 'All Employees, Total Nonfarm', unit: 'Thousands of Persons', digits: 0 },
    ...{ ...monthly(5), shape: { start: 131_000, growth: 0.007, wobble: 0.012 } },
    ...high('Nonfarm Payrolls', 'Labor'),
  },
  {
    ...{ id: 'CPIAUCSL', title: 'Consumer Price Index for All Urban Consumers', unit: 'Index 1982-1984=100' },
    ...{ ...monthly(12), digits: 3, shape: { start: 169, growth: 0.025, wobble: 0.004 } },
    ...high('Consumer Price Index', 'Inflation'),
  },
  {
    ...{ id: 'PCEPILFE', title: 'Personal Consumption Expenditures excluding Food and Energy', digits: 3 },
    ...{ unit: 'Index 2017=100', ...monthly(27), shape: { start: 76, growth: 0.02, wobble: 0.003 } },
    ...high('Core PCE Price Index', 'Inflation'),
  },
  {
    ...{ id: 'INDPRO', title: 'Industrial Production: Total Index', unit: 'Index 2017=100', digits: 4 },
    ...{ ...monthly(15), shape: { start: 92, growth: 0.004, wobble: 0.05 } },
    ...medium('Industrial Production', 'Production'),
  },
  {
    ...{ id: 'UMCSENT', title: 'Consumer Sentiment', unit: 'Index 1966:Q1=100', ...monthly(0), digits: 1 },
    ...{ shape: { level: 83, swing: 15, floor: 45 }, ...medium('Consumer Sentiment', 'Sentiment') },
  },
  {
    ...{ id: 'GDP', title: 'Gross Domestic Product', unit: 'Billions of Dollars', ...quarterly, digits: 1 },
    shape: { start: 10_000, growth: 0.043, wobble: 0.02 },
  },
  {
    ...{ id: 'GDPC1', title: 'Real Gross Domestic Product', unit: 'Billions of Chained 2017 Dollars' },
    ...{ ...quarterly, digits: 1, shape: { start: 13_900, growth: 0.021, wobble: 0.015 } },
    ...high('Gross Domestic Product', 'Growth'),
  },
];
