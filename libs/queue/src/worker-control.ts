import { randomUUID } from 'node:crypto';
import type { ControlAnswer, ControlChannel } from './control-channel.js';
import type { CommandAnswer, WorkerCommand } from './worker-command.js';

/** Workers answer within a few milliseconds; one that is busy with a long step of its own may take longer. */
const PATIENCE_MS = 2_000;

interface Question {
  waiting: Set<string>;
  answers: CommandAnswer[];
  resolve: () => void;
}

/** Steers workers of other processes and hears what they say to it. */
export class WorkerControl {
  private readonly questions = new Map<string, Question>();
  private listening: Promise<void> | undefined;

  constructor(
    private readonly channel: Pick<ControlChannel, 'send' | 'listenToAnswers'>,
    private readonly patienceMs: number = PATIENCE_MS,
  ) {}

  /**
   * Tells the workers of these names. Ready as soon as all have answered; `silent` names those that have not in time.
   * @throws BarkeepError STORE_UNAVAILABLE
   */
  async tell(
    workers: readonly string[],
    command: WorkerCommand,
  ): Promise<{ answers: CommandAnswer[]; silent: string[] }> {
    if (workers.length === 0) return { answers: [], silent: [] };
    await this.listen();
    const id = randomUUID();
    const question: Question = { waiting: new Set(workers), answers: [], resolve: () => undefined };
    const answered = new Promise<void>((resolve) => (question.resolve = resolve));
    const timer = setTimeout(question.resolve, this.patienceMs);
    this.questions.set(id, question);
    try {
      await this.channel.send({ kind: 'command', id, workers, command });
      await answered;
    } finally {
      clearTimeout(timer);
      this.questions.delete(id);
    }
    return { answers: question.answers, silent: [...question.waiting] };
  }

  /** Once for the process, and again where it failed. */
  private listen(): Promise<void> {
    this.listening ??= this.channel
      .listenToAnswers((answer) => this.hear(answer))
      .catch((error: unknown) => {
        this.listening = undefined;
        throw error;
      });
    return this.listening;
  }

  private hear({ id, ...answer }: ControlAnswer): void {
    const question = this.questions.get(id);
    if (!question?.waiting.delete(answer.worker)) return;
    question.answers.push(answer);
    if (question.waiting.size === 0) question.resolve();
  }
}
