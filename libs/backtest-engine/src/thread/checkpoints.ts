import { deserialize, serialize } from 'node:v8';
import { RunTrail, type TrailPart } from '../checkpoint/run-trail.js';
import type { RunControl } from './run-control.js';
import type { ThreadRun } from './thread-run.js';

/** Changes with what a checkpoint looks like, where ENGINE_VERSION does not. */
const FORMAT = 1;

/** What one checkpoint says. */
interface Kept {
  format: number;
  /** Of all that the run's result depends on. */
  key: string;
  /** Milliseconds of simulation that led to it. */
  elapsedMs: number;
  part: TrailPart;
}

/** What a run needs to be gone on with elsewhere, or to go on with one. */
export interface Checkpoints {
  readonly trail: RunTrail | undefined;
  /** Milliseconds that earlier runs simulated. */
  readonly elapsedBefore: number;
}

/** The key is asked for only where something was kept or is to be kept: it may cost a pass over the data. */
export function openCheckpoints(
  { checkpoints: port, found = [] }: Pick<ThreadRun, 'checkpoints' | 'found'>,
  control: RunControl,
  keyOf: () => string,
  elapsedMs: () => number,
): Checkpoints {
  if (port === undefined) return { trail: undefined, elapsedBefore: 0 };
  const kept = found.length > 0 ? unpack(found, keyOf()) : [];
  const elapsedBefore = kept.at(-1)?.elapsedMs ?? 0;
  let number = kept.length;
  const keep = (part: TrailPart): void => {
    const bytes = serialize({ format: FORMAT, key: keyOf(), elapsedMs: elapsedBefore + elapsedMs(), part });
    port.postMessage({ number, bytes }, [bytes.buffer]);
    number += 1;
  };
  const parts = kept.map(({ part }) => part);
  return { trail: new RunTrail(parts, () => control.takeCheckpointWish(), keep), elapsedBefore };
}

/** Nothing where one of them belongs to another input, or was written by a later release of Node. */
function unpack(found: readonly Uint8Array[], key: string): Kept[] {
  try {
    const kept = found.map((bytes) => deserialize(bytes) as Kept);
    return kept.every((one) => one.format === FORMAT && one.key === key) ? kept : [];
  } catch {
    return [];
  }
}
