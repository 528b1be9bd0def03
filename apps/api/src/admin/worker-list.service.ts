import { Inject, Injectable } from '@nestjs/common';
import { TaskArchive } from '#database';
import { RUN_HISTORY, type RunHistory, type Task } from '#jobs';
import { Heartbeats, type LivingProcess } from '#task-persistence';
import { toIso, toIsoOrNull } from '../tasks/instants.js';
import type { WorkerDto, WorkersDto, WorkerTaskDto } from './workers.dto.js';

interface Counts {
  processed: number;
  failed: number;
}

const NONE: Counts = { processed: 0, failed: 0 };

/** The workers that were heard lately, with what they do and have done. */
@Injectable()
export class WorkerList {
  constructor(
    @Inject(Heartbeats) private readonly heartbeats: Heartbeats,
    @Inject(TaskArchive) private readonly archive: TaskArchive,
    @Inject(RUN_HISTORY) private readonly history: RunHistory,
  ) {}

  /** @throws BarkeepError STORE_UNAVAILABLE */
  async read(): Promise<WorkersDto> {
    const living = await this.heartbeats.living('worker', Date.now());
    const starts = living.map(({ name, facts, heardAt }) => ({ name, since: facts?.startedAt ?? heardAt }));
    const [ended, active] = await Promise.all([this.archive.countByWorker(starts), this.history.active()]);
    const counts = new Map<string, Counts>(ended.map((row) => [row.worker, row]));
    const workers = living.map((process) => {
      const tasks = active.filter((task) => task.status === 'running' && task.worker === process.name);
      return toWorker(process, tasks, counts.get(process.name) ?? NONE);
    });
    return { count: workers.length, workers };
  }
}

function toWorker(
  { name, heardAt, facts }: LivingProcess,
  tasks: readonly Task[],
  counts: Counts,
): WorkerDto {
  return {
    name,
    state: facts?.paused ? 'paused' : tasks.length > 0 ? 'busy' : 'idle',
    hostname: facts?.hostname ?? null,
    pid: facts?.pid ?? null,
    version: facts?.version ?? null,
    queues: [...(facts?.queues ?? [])],
    concurrency: facts?.concurrency ?? null,
    active: tasks.map(toWorkerTask),
    processed: counts.processed,
    failed: counts.failed,
    started_at: toIsoOrNull(facts?.startedAt),
    heartbeat_at: toIso(heardAt),
    memory_mb: facts?.memoryMb ?? null,
    cpu_percent: facts?.cpuPercent ?? null,
    event_loop_delay_ms: facts?.eventLoopDelayMs ?? null,
  };
}

function toWorkerTask({ id, job, queue, startedAt }: Task): WorkerTaskDto {
  return { task_id: id, job, queue, started_at: toIsoOrNull(startedAt) };
}
