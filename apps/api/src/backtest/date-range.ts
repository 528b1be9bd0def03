import type { BarkeepError, Fault, Timeframe } from '#domain';
import { toAsOfInstant, toOpenTimeRange } from '#market-data';

interface StatedDates {
  start?: string | null;
  end?: string | null;
}

/** Names under which a request states its dates, for the paths of faults. */
export interface DateNames {
  start: string;
  end: string;
}

const HINT = 'write a day, 2026-11-20, or an instant, 2026-11-20T14:30:00Z';

function refuses(read: () => unknown): boolean {
  try {
    read();
    return false;
  } catch (error) {
    if ((error as BarkeepError).code !== 'PARAMETER_INVALID') throw error;
    return true;
  }
}

function faultOfText(name: string, text: string): Fault {
  return {
    path: `/${name}`,
    code: 'E_SCHEMA',
    message: `'${text}' is neither a day nor an instant`,
    hint: HINT,
  };
}

/** What is wrong with a range: texts that are no dates, or an end before the start. */
export function faultsOfDates(dates: StatedDates, timeframe: Timeframe, names: DateNames): Fault[] {
  const faults: Fault[] = [];
  for (const side of ['start', 'end'] as const) {
    const text = dates[side];
    if (text && refuses(() => toOpenTimeRange({ [side]: text }, timeframe, 'UTC'))) {
      faults.push(faultOfText(names[side], text));
    }
  }
  if (faults.length === 0 && refuses(() => toOpenTimeRange(dates, timeframe, 'UTC'))) {
    faults.push({
      path: `/${names.end}`,
      code: 'E_RANGE',
      message: `${names.end} lies before ${names.start}`,
    });
  }
  return faults;
}

/** An instant or day of a request that is neither. */
export function faultsOfInstant(name: string, text: string | undefined): Fault[] {
  return text && refuses(() => toAsOfInstant(text, 'UTC')) ? [faultOfText(name, text)] : [];
}

/** An `as_of` that is no date, or one to come: what will be known then is not known yet. */
export function faultsOfAsOf(asOf: string | null | undefined): Fault[] {
  if (!asOf) return [];
  if (refuses(() => toAsOfInstant(asOf, 'UTC'))) return [faultOfText('as_of', asOf)];
  if ((toAsOfInstant(asOf, 'UTC') ?? 0) <= Date.now()) return [];
  const hint = 'a day means its end; leave it out for what is known now';
  return [{ path: '/as_of', code: 'E_RANGE', message: 'as_of lies in the future', hint }];
}
