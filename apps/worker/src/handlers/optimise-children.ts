import { BarkeepError } from '#domain';
import type { RunHistory } from '#jobs';
import type { JobProducer, TaskCancellation } from '#queue';

/** Tasks that are added or cancelled at once. */
const AT_ONCE = 16;

export interface ChildPorts {
  history: Pick<RunHistory, 'find'>;
  producer: Pick<JobProducer, 'enqueue'>;
  cancellation: Pick<TaskCancellation, 'cancel'>;
}

/** The tasks that run the ranges of an optimisation on other workers. */
export class OptimiseChildren {
  private readonly ids: readonly string[];

  constructor(
    private readonly ports: ChildPorts,
    private readonly runId: string,
    count: number,
  ) {
    this.ids = Array.from({ length: count }, (_, chunk) => `${runId}.${chunk}`);
  }

  /** Queues them as tasks of whoever asked for the optimisation; those that are there already stay as they are. */
  async enqueue(createdAt: number): Promise<void> {
    const run = await this.ports.history.find(this.runId);
    if (!run) return;
    const { submitter } = run;
    await this.forEach(async (id, chunk) => {
      const payload = { run_id: this.runId, chunk };
      await this.ports.producer.enqueue({
        ...{ id, job: 'optimise_trials', queue: 'backtest', slot: null, payload, submitter, createdAt },
      });
    });
  }

  /** Ends those that wait or run. */
  async cancel(): Promise<void> {
    await this.forEach((id) => this.ports.cancellation.cancel(id, { keepPartial: false }).catch(ignoreEnded));
  }

  private async forEach(act: (id: string, chunk: number) => Promise<unknown>): Promise<void> {
    for (let first = 0; first < this.ids.length; first += AT_ONCE) {
      const some = this.ids.slice(first, first + AT_ONCE);
      await Promise.all(some.map((id, offset) => act(id, first + offset)));
    }
  }
}

function ignoreEnded(error: unknown): void {
  const isEnded =
    error instanceof BarkeepError && (error.code === 'TASK_FINISHED' || error.code === 'TASK_NOT_FOUND');
  if (!isEnded) throw error;
}
