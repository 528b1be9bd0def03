import { createBarSeries, xnys, type BarSeries } from '#domain';

/** Bars of New York sessions from one date to another, `perSession` each, of the given minutes from the opening. */
export function sessionBars(from: string, to: string, minutes: number, perSession: number): BarSeries {
  const sessions = xnys.sessions(from, to);
  const head = {
    symbol: 'A',
    timeframe: minutes === 390 ? '1d' : '30m',
    calendar: 'XNYS',
    timeZone: xnys.timeZone,
  } as const;
  const series = createBarSeries(head, sessions.length * perSession);
  sessions.forEach(({ date, open, close }, session) => {
    for (let k = 0; k < perSession; k += 1) {
      const row = session * perSession + k;
      const isDay = minutes === 390;
      series.openTime[row] = isDay ? Date.parse(date) : open + k * minutes * 60_000;
      series.closeTime[row] = isDay ? close : series.openTime[row] + minutes * 60_000;
      series.close[row] = row + 1;
      series.high[row] = row + 2;
      series.low[row] = row;
      series.volume[row] = k;
    }
  });
  return series;
}
