import { LRUCache } from 'lru-cache';

interface Turn<Answer> {
  running: Promise<Answer>;
  next?: Promise<Answer>;
}

interface Kept<Answer> {
  version: string;
  answer: Answer;
}

/** Answers kept: dashboards ask a few questions again and again. */
const KEPT = 20;

/**
 * Lets those who ask the same at the same time share an answer. Whoever asks while one is made waits for the next, which is
 * begun after he asked: no answer is older than its question, and of each question at most one is made at a time. An answer
 * is given again while the data that it was made from have the same version.
 */
export class SharedAnswers<Answer> {
  private readonly turns = new Map<string, Turn<Answer>>();
  private readonly kept = new LRUCache<string, Kept<Answer>>({ max: KEPT });

  /** `readVersion` gives what is the same for as long as no answer can change. */
  constructor(private readonly readVersion: () => Promise<string>) {}

  /** The question tells all that the answer depends on; what differs by who asks, too. */
  ask(question: string, answer: () => Promise<Answer>): Promise<Answer> {
    const turn = this.turns.get(question);
    if (!turn) return this.begin(question, answer);
    const begin = (): Promise<Answer> => this.begin(question, answer);
    return (turn.next ??= turn.running.then(begin, begin));
  }

  private begin(question: string, answer: () => Promise<Answer>): Promise<Answer> {
    const turn: Turn<Answer> = { running: this.find(question, answer) };
    this.turns.set(question, turn);
    const end = (): void => {
      if (!turn.next) this.turns.delete(question);
    };
    turn.running.then(end, end);
    return turn.running;
  }

  /** The version is read before the answer: should something change in between, the answer is not given again. */
  private async find(question: string, make: () => Promise<Answer>): Promise<Answer> {
    const version = await this.readVersion();
    const kept = this.kept.get(question);
    if (kept?.version === version) return kept.answer;
    const answer = await make();
    this.kept.set(question, { version, answer });
    return answer;
  }
}
