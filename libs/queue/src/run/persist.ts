import { BarkeepError } from '#domain';

export interface Persistence {
  tries: number;
  pauseMs: number;
}

/** Repeats a write while its store is away, so that a result is not lost to a short outage. */
export async function persist<Answer>(
  write: () => Promise<Answer>,
  { tries, pauseMs }: Persistence,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      const isAway = error instanceof BarkeepError && error.kind === 'unavailable';
      if (!isAway || attempt >= tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
