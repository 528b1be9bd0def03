import { TIMEFRAME_MS } from '#domain';
import type { SnapshotDataset, Thinning } from '#database';

const [MINUTE, HOUR, DAY] = [TIMEFRAME_MS['1m'], TIMEFRAME_MS['1h'], TIMEFRAME_MS['1d']];

/** From which age on how much is kept: one in so long. Younger ones are all kept, the oldest for ever. */
const RETENTION: Readonly<Record<SnapshotDataset, readonly { olderThan: number; every: number }[]>> = {
  stock_quotes: [
    { olderThan: 30 * DAY, every: 15 * MINUTE },
    { olderThan: 400 * DAY, every: DAY },
  ],
  options_chain: [
    { olderThan: 7 * DAY, every: HOUR },
    { olderThan: 90 * DAY, every: DAY },
  ],
};

/** What has come of age for longer than this was thinned by a run before. */
const LOOK_BACK = 92 * DAY;

/** What is to be made sparser at `now`, UTC ms; in whole days, so that every span is judged as a whole. */
export function planThinning(now: number): Thinning[] {
  const today = Math.floor(now / DAY) * DAY;
  return (Object.keys(RETENTION) as SnapshotDataset[]).flatMap((dataset) =>
    RETENTION[dataset].map(({ olderThan, every }) => {
      const to = today - olderThan;
      return { dataset, from: to - LOOK_BACK, to, everyMs: every };
    }),
  );
}
