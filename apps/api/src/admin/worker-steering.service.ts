import { Inject, Injectable } from '@nestjs/common';
import { BarkeepError } from '#domain';
import { WorkerControl, type CommandAnswer, type WorkerCommand } from '#queue';
import { Heartbeats } from '#task-persistence';
import type { AnsweredPingDto, ToldWorkerDto } from './worker-steering.dto.js';

/** Tells living workers what to do. */
@Injectable()
export class WorkerSteering {
  constructor(
    @Inject(Heartbeats) private readonly heartbeats: Heartbeats,
    @Inject(WorkerControl) private readonly control: WorkerControl,
  ) {}

  /** @throws BarkeepError WORKER_NOT_FOUND, WORKER_REFUSED, WORKER_SILENT, STORE_UNAVAILABLE */
  async tell(name: string, command: WorkerCommand): Promise<ToldWorkerDto> {
    const living = await this.names();
    if (!living.includes(name)) {
      throw new BarkeepError('WORKER_NOT_FOUND', `No worker ${name.slice(0, 64)} was heard lately.`, {
        extra: { available: living },
      });
    }
    const { answers } = await this.control.tell([name], command);
    if (answers.length === 0)
      throw new BarkeepError('WORKER_SILENT', `The worker ${name} did not answer; it may be gone.`);
    if (answers[0].refusal !== null)
      throw new BarkeepError('WORKER_REFUSED', `The worker ${name} does not: ${answers[0].refusal}.`);
    return toToldWorker(answers[0]);
  }

  async ping(): Promise<AnsweredPingDto> {
    const names = await this.names();
    const start = performance.now();
    const { answers, silent } = await this.control.tell(names, { name: 'ping' });
    const tookMs = Math.round((performance.now() - start) * 10) / 10;
    return { answered: answers.map(toToldWorker), silent, took_ms: tookMs };
  }

  private async names(): Promise<string[]> {
    return (await this.heartbeats.living('worker', Date.now())).map(({ name }) => name);
  }
}

function toToldWorker({ worker, queues, concurrency, paused }: CommandAnswer): ToldWorkerDto {
  return { name: worker, queues: [...queues], concurrency, paused };
}
