import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { TaskArchive, type TaskFilter } from '#database';
import { BarkeepError, type FinalStatus } from '#domain';
import type { NewTask, QueueName, Task } from '#jobs';
import { JobProducer, RecordKeeper } from '#queue';
import { canonicalJson } from '../tasks/canonical-json.js';
import type { ReplayDto } from './task-history.dto.js';
import { TaskPayloads } from './task-payloads.service.js';

const MOST_AT_ONCE = 1_000;
/** Replays of one task that are looked at, the newest. */
const REPLAYS_SEEN = 1_000;
/** As many as an UUID has. */
const ID_DIGITS = 32;
export const UNSUCCESSFUL: readonly FinalStatus[] = ['failed', 'timeout'];

/** Runs tasks again that did not complete, as new tasks that name the old ones. */
@Injectable()
export class TaskReplay {
  constructor(
    @Inject(RecordKeeper) private readonly records: RecordKeeper,
    @Inject(TaskArchive) private readonly archive: TaskArchive,
    @Inject(JobProducer) private readonly producer: JobProducer,
    @Inject(TaskPayloads) private readonly payloads: TaskPayloads,
  ) {}

  /**
   * With what the task was given, or with another payload in the form in which payloads are shown; with the same one once at a
   * time.
   * @throws BarkeepError TASK_NOT_FOUND, TASK_NOT_FINISHED, TASK_REPLAYED, BODY_INVALID, STRATEGY_INVALID, STORE_UNAVAILABLE
   */
  async replay(taskId: string, submitter: string, payload?: object): Promise<ReplayDto> {
    const task = await this.records.find(taskId);
    if (!task) throw new BarkeepError('TASK_NOT_FOUND', `There is no task ${taskId.slice(0, 64)}.`);
    if (task.finishedAt === null) {
      throw new BarkeepError('TASK_NOT_FINISHED', `The task is ${task.status}; cancel it first.`, {
        extra: { task_status: task.status },
      });
    }
    const given = payload ? await this.payloads.read(task.job, payload, '/payload') : task.payload;
    const again = { ...task, payload: given };
    const replays = await this.archive.search({ replayOf: taskId }, REPLAYS_SEEN);
    const asked = canonicalJson(given);
    const earlier = replays.filter((replay) => canonicalJson(replay.payload) === asked);
    const replay = toReplay(again, submitter, earlier.map(({ id }) => id).sort());
    const unfinished = earlier.find(({ finishedAt }) => finishedAt === null);
    if (unfinished || !(await this.producer.enqueue(replay))) {
      const { id } = unfinished ?? replay;
      throw new BarkeepError('TASK_REPLAYED', `Task ${id} runs it again already.`, {
        extra: { replayed_by: id },
      });
    }
    return toReplayDto(replay);
  }

  /** Failed and timed out tasks of the queue since the instant (UTC ms) that nobody has repeated yet, oldest first. */
  replayFailed(queue: QueueName, since: number, submitter: string): Promise<ReplayDto[]> {
    return this.replayAll({ queue, since, statuses: UNSUCCESSFUL }, submitter);
  }

  /** How many tasks of the filter have ended that nobody has repeated yet. */
  count(filter: TaskFilter): Promise<number> {
    return this.archive.count({ ...filter, isUnrepeated: true });
  }

  /** Queues those again in one step, the oldest first; of very many the newest. The statuses have to be final ones. */
  async replayAll(filter: TaskFilter, submitter: string, limit = MOST_AT_ONCE): Promise<ReplayDto[]> {
    const found = await this.archive.search({ ...filter, isUnrepeated: true }, limit);
    const tasks = found.reverse().map((task) => toReplay(task, submitter, []));
    const areNew = await this.producer.enqueueAll(tasks);
    return tasks.filter((_, place) => areNew[place]).map(toReplayDto);
  }
}

type ReplayTask = NewTask & { replayOf: string };

/**
 * Named by the replays of the task that had that payload before. Whoever asks for the next one names it alike, so that of those
 * who ask at once one makes it. Their number would not do: of some that are deleted it names one again that is there.
 */
function toReplay(
  { id: replayOf, job, queue, payload }: Task,
  submitter: string,
  earlier: readonly string[],
): ReplayTask {
  const name = canonicalJson([replayOf, payload, earlier]);
  const id = createHash('sha256').update(name).digest('hex').slice(0, ID_DIGITS);
  return { id, job, queue, payload, submitter, replayOf, slot: null, createdAt: Date.now() };
}

function toReplayDto({ id, replayOf, job, queue }: ReplayTask): ReplayDto {
  return { task_id: id, replay_of: replayOf, job, queue };
}
