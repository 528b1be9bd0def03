import type { DatasetRepository } from '#database';
import { TIMEFRAME_MS, type Fault } from '#domain';
import { toAsOfInstant, toOpenTimeRange } from '#market-data';
import type { KnownNeed } from '#strategy';
import { toIso } from '../tasks/instants.js';
import type { WantedBars } from './wanted-bars.js';

/** Of days and instants without a zone; which of them counts makes no difference to what is there at all. */
const ZONE = 'UTC';

/**
 * Why a run can't have the rows of datasets that its strategy reads, one fault for each that nothing is known of. The run
 * ends with its last stored bar, which opens at `lastBar`, however late its end date.
 */
export async function faultsOfKnown(
  datasets: Pick<DatasetRepository, 'loadKnown'>,
  needs: readonly KnownNeed[],
  { endDate, asOf, timeframe }: WantedBars,
  lastBar = Infinity,
): Promise<Fault[]> {
  const { end: stated = Infinity } = toOpenTimeRange({ end: endDate }, timeframe, ZONE);
  const end = Math.min(stated, lastBar + 2 * Math.max(TIMEFRAME_MS[timeframe], TIMEFRAME_MS['1d']));
  const faults: Fault[] = [];
  for (const need of needs) {
    const { dataset, subjects, where, time } = need;
    const query = { subjects, where, asOf: toAsOfInstant(asOf, ZONE) };
    const rows = (await datasets.loadKnown(dataset, [time as never], query)) as readonly KnownTime[];
    const published = new Map<string, Published>();
    for (const { symbol, series, publishedAt } of rows) {
      const subject = (symbol ?? series)!;
      published.set(subject, { first: published.get(subject)?.first ?? publishedAt, last: publishedAt });
    }
    for (const subject of subjects) {
      const times = published.get(subject);
      if (times === undefined || times.first >= end) faults.push(toFault(need, subject, times));
    }
  }
  return faults;
}

interface Published {
  first: number;
  last: number;
}

interface KnownTime {
  symbol?: string;
  series?: string;
  publishedAt: number;
}

function toFault({ dataset, where, path }: KnownNeed, subject: string, times: Published | undefined): Fault {
  const kind = [...Object.values(where), dataset.replaceAll('_', ' ')].join(' ');
  const fault = { path: `/strategy${path}`, code: 'E_DATA' };
  if (times === undefined) {
    const hint = `the job ${dataset} brings them`;
    return { ...fault, message: `no ${kind} of ${subject} are stored`, hint };
  }
  const [first, last] = [times.first, times.last].map((time) => toIso(time).slice(0, 10));
  const hint = `those that are stored were published from ${first} to ${last}`;
  return { ...fault, message: `no ${kind} of ${subject} were published by the end of the run`, hint };
}
