import { always, findCalendar, toDate, type BarSeries } from '#domain';
import { countNotAbove } from '../kernels/sorted-window.js';

const DAY = 86_400_000;
/** Further away from the bar than this nothing is counted. */
export const MOST_DAYS = 366 * DAY;

/** Counts sessions of a calendar around the days of some bars. */
export class SessionCount {
  private readonly midnights: Float64Array;
  private readonly closes: Float64Array;

  constructor({ calendar }: BarSeries, dates: Float64Array) {
    const [from, to] = [dates[0] - MOST_DAYS, dates[dates.length - 1] + MOST_DAYS];
    const sessions = dates.length === 0 ? [] : calendarOf(calendar).sessions(toDate(from), toDate(to));
    this.midnights = Float64Array.from(sessions, ({ date }) => Date.parse(date));
    this.closes = Float64Array.from(sessions, ({ close }) => close);
  }

  /** Sessions from one day to another; a day without a session counts as the next one that has. */
  between(from: number, to: number): number {
    return this.placeOf(to) - this.placeOf(from);
  }

  /** The day of the session at whose close an instant lies in the past for the first time. */
  dayKnowing(instant: number): number {
    const place = this.closes.findIndex((close) => close >= instant);
    return place < 0 || (place === 0 && instant < this.midnights[0]) ? NaN : this.midnights[place];
  }

  private placeOf(midnight: number): number {
    return countNotAbove(this.midnights, midnight - 1);
  }
}

function calendarOf(id: string): typeof always {
  return findCalendar(id) ?? always;
}
