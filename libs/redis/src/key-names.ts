/**
 * One hash tag for every key, so that on Redis Cluster all of them share a slot and
 * scripts and flows may touch several at once.
 */
export const KEY_PREFIX = '{barkeep}';

/** The name of every key and channel of ours. The queue library makes its own below the same prefix. */
export const keys = {
  /** Hash: the live state of a task. */
  task: (taskId: string): string => `${KEY_PREFIX}:task:${taskId}`,
  /** List: the numbered events of a task, as they are published. */
  taskEvents: (taskId: string): string => `${KEY_PREFIX}:task:${taskId}:events`,
  /** Channel on which each event of a task is published. */
  taskChannel: (taskId: string): string => `${KEY_PREFIX}:task:${taskId}:live`,
  /** Sorted set: unfinished tasks by the instant of their creation. */
  activeTasks: `${KEY_PREFIX}:tasks:active`,
  /** Hash: how many tasks of a queue each submitter has unfinished. */
  taskShares: `${KEY_PREFIX}:tasks:shares`,
  /** Sorted set: tasks of which the history does not know the newest yet, by the instant at which it should. */
  unrecordedTasks: `${KEY_PREFIX}:tasks:unrecorded`,
  /** The same for those that have ended. */
  unrecordedEndings: `${KEY_PREFIX}:tasks:unrecorded:ended`,
  /** List: the tasks that ended last and are kept, the oldest first. */
  finishedTasks: `${KEY_PREFIX}:tasks:finished`,
  /** Hash: what is left of a rate limit that all processes share. */
  tokenBucket: (name: string): string => `${KEY_PREFIX}:bucket:${name}`,
  /** There for as long as nothing may be taken from the bucket. */
  tokenBucketHold: (name: string): string => `${KEY_PREFIX}:bucket:${name}:hold`,
  /** Whose login of the page it is; by the digest of its cookie. */
  session: (digest: string): string => `${KEY_PREFIX}:session:${digest}`,
  /** Whom a ticket lets in once; by its digest. */
  ticket: (digest: string): string => `${KEY_PREFIX}:ticket:${digest}`,
  /** Backtests of an owner that are being submitted, by when that began. */
  openSubmissions: (owner: string): string => `${KEY_PREFIX}:submissions:${owner}`,
  /** Channel on which workers are told what to do. */
  control: `${KEY_PREFIX}:control`,
  /** Channel on which workers say that they did it. */
  controlAnswers: `${KEY_PREFIX}:control:answers`,
  /** Channel that names the symbols of new quotes. */
  quotes: `${KEY_PREFIX}:quotes`,
} as const;
