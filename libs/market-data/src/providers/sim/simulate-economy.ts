import { toDate, xnys } from '#domain';
import { SIM_SERIES, type SeriesShape, type SimSeries } from './economic-series.js';
import { createDraws, drawBetween, roundTo } from './seeded-draws.js';
import { FIRST_YEAR } from './sim-market.js';
import { sessionFrom } from './simulate-report.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const YEAR = 365.25 * DAY;
const START = Date.UTC(FIRST_YEAR, 0, 1);
/** Part of a swing that one period differs from the next by chance. */
const JITTER = 0.03;

/** The periods of a frequency as FRED dates them: by their first day, weeks by their last. */
const IS_PERIOD: Readonly<Record<SimSeries['frequency'], (day: Date) => boolean>> = {
  daily: (day) => day.getUTCDay() % 6 !== 0,
  weekly: (day) => day.getUTCDay() === 6,
  monthly: (day) => day.getUTCDate() === 1,
  quarterly: (day) => day.getUTCDate() === 1 && day.getUTCMonth() % 3 === 0,
};
const MONTHS = { monthly: 1, quarterly: 3 } as const;

export function findSeries(id: string): SimSeries | undefined {
  return SIM_SERIES.find((series) => series.id === id);
}

/** The dates of the periods of a series within the dates, both inclusive. */
export function periodsBetween({ frequency }: SimSeries, from: string, to: string): string[] {
  const periods: string[] = [];
  for (let midnight = Math.max(Date.parse(from), START); midnight <= Date.parse(to); midnight += DAY) {
    if (IS_PERIOD[frequency](new Date(midnight))) periods.push(toDate(midnight));
  }
  return periods;
}

/** The day and instant (UTC ms) at which the value of a period is published; `ended` is the period's last day. */
export function releaseOf(
  { frequency, release }: SimSeries,
  period: string,
): { ended: number; date: string; instant: number } {
  const ended = endOf(frequency, period);
  const { date, open } = sessionFrom(ended + release.afterDays * DAY);
  return { ended, date, instant: open + release.sinceOpen * MINUTE };
}

function endOf(frequency: SimSeries['frequency'], period: string): number {
  const day = new Date(period);
  if (frequency === 'daily' || frequency === 'weekly') return day.getTime();
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + MONTHS[frequency], 0);
}

/** The value of a period; null on a weekday on which the market was closed. A pure function of (seed, series, period). */
export function simulateValue(seed: number, series: SimSeries, period: string): number | null {
  if (series.frequency === 'daily' && xnys.sessions(period, period).length === 0) return null;
  return roundTo(valueOf(seed, series, period), series.digits);
}

/** Interest of a year without risk, as a fraction. */
export function riskFreeRate(seed: number, date: string): number {
  return valueOf(seed, findSeries('DGS3MO')!, date) / 100;
}

function valueOf(seed: number, { id, shape, digits }: SimSeries, period: string): number {
  if ('of' in shape) {
    const [one, other] = [shape.of, shape.minus].map((part) => valueOf(seed, findSeries(part)!, period));
    return roundTo(one, digits) - roundTo(other, digits);
  }
  const years = (Date.parse(period) - START) / YEAR;
  if ('start' in shape) {
    const wobble = shape.wobble * slowNoise(seed, id, years);
    return shape.start * (1 + shape.growth) ** years * (1 + wobble);
  }
  return Math.max(shape.floor, aroundLevel(seed, id, shape, period, years));
}

function aroundLevel(
  seed: number,
  id: string,
  { level, swing, driver }: Extract<SeriesShape, { level: number }>,
  period: string,
  years: number,
): number {
  const jitter = JITTER * drawBetween(createDraws(seed, id, period), -1, 1);
  return level + swing * (slowNoise(seed, driver ?? id, years / 2) + jitter);
}

/** Between -1 and 1, smooth, with a new direction about each unit of time. */
function slowNoise(seed: number, driver: string, time: number): number {
  const knot = Math.floor(time);
  const part = time - knot;
  const [before, after] = [knot, knot + 1].map((place) =>
    drawBetween(createDraws(seed, 'economy', driver, place), -1, 1),
  );
  return before + (after - before) * part * part * (3 - 2 * part);
}
