interface Turn<Answer> {
  running: Promise<Answer>;
  next?: Promise<Answer>;
}

/**
 * Lets those who ask the same at the same time share an answer. Whoever asks while one is made waits for the next, which is
 * begun after he asked: no answer is older than its question, and of each question at most one is made at a time.
 */
export class SharedAnswers<Answer> {
  private readonly turns = new Map<string, Turn<Answer>>();

  /** The question tells all that the answer depends on; what differs by who asks, too. */
  ask(question: string, answer: () => Promise<Answer>): Promise<Answer> {
    const turn = this.turns.get(question);
    if (!turn) return this.begin(question, answer);
    const begin = (): Promise<Answer> => this.begin(question, answer);
    return (turn.next ??= turn.running.then(begin, begin));
  }

  private begin(question: string, answer: () => Promise<Answer>): Promise<Answer> {
    const turn: Turn<Answer> = { running: answer() };
    this.turns.set(question, turn);
    const end = (): void => {
      if (!turn.next) this.turns.delete(question);
    };
    turn.running.then(end, end);
    return turn.running;
  }
}
