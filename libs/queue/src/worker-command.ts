/** What a worker can be told while it runs. */
export type WorkerCommand =
  | { name: 'ping' }
  /** Take no further job; those that run go on. */
  | { name: 'pause' }
  | { name: 'resume' }
  /** Jobs at once in each of its queues, until it starts anew. */
  | { name: 'concurrency'; jobs: number }
  /** Finish or give back what runs, then end the process. */
  | { name: 'shutdown' };

/** How a worker stands when it answers. */
export interface WorkerPosture {
  queues: readonly string[];
  /** Jobs at once over all its queues. */
  concurrency: number;
  paused: boolean;
}

/** A worker's answer. `refusal` says why it does not do what it was told. */
export interface CommandAnswer extends WorkerPosture {
  worker: string;
  refusal: string | null;
}
