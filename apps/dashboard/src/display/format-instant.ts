/** Times as the page shows them: 24 hours, in the zone of the exchange, dates that sort. */
const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(instant: Date, zone: string): Record<string, string> {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    });
    formats.set(zone, format);
  }
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
}

/** `2026-11-20` */
export function formatDay(instant: string | number | Date, zone = 'UTC'): string {
  const { year, month, day } = partsOf(new Date(instant), zone);
  return `${year}-${month}-${day}`;
}

/** `14:30:05` */
export function formatClock(instant: string | number | Date, zone: string): string {
  const { hour, minute, second } = partsOf(new Date(instant), zone);
  return `${hour}:${minute}:${second}`;
}

/** `2026-11-20 09:30` */
export function formatInstant(instant: string | number | Date, zone: string): string {
  const { hour, minute } = partsOf(new Date(instant), zone);
  return `${formatDay(instant, zone)} ${hour}:${minute}`;
}

/** `2026-11-20 14:30:05 UTC` */
export function formatUtc(instant: string | number | Date): string {
  return `${formatDay(instant)} ${formatClock(instant, 'UTC')} UTC`;
}

/** Bars of a day and longer carry their date at 00:00Z; shorter ones the instant at which they open. */
export function formatBarTime(instant: string | number, timeframe: string, zone: string): string {
  return isDaily(timeframe) ? formatDay(instant) : formatInstant(instant, zone);
}

/** What a mark of a time axis stands for. */
export type Tick = 'year' | 'month' | 'day' | 'clock';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2014`, `Jul`, `Jul 2`, `09:30`; see `formatBarTime` for the zone. */
export function formatTick(instant: number, tick: Tick, timeframe: string, zone: string): string {
  const { year, month, day, hour, minute } = partsOf(new Date(instant), isDaily(timeframe) ? 'UTC' : zone);
  const name = MONTHS[Number(month) - 1];
  return { year, month: name, day: `${name} ${Number(day)}`, clock: `${hour}:${minute}` }[tick];
}

export function isDaily(timeframe: string): boolean {
  return /[dwo]$/.test(timeframe);
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `in 5 minutes`, `2 days ago` */
export function formatDistance(instant: string | number | Date, now: number): string {
  const seconds = (new Date(instant).getTime() - now) / 1_000;
  const [unit, size] = STEPS.find(([, step]) => Math.abs(seconds) >= step) ?? ['second', 1];
  return relative.format(Math.trunc(seconds / size), unit);
}
