import { sendRaw } from '../../apps/api/src/testing/send-raw.js';
import { seededRandom } from '../support/seeded-random.js';
import { FuzzRequests, type ApiDocument, type FuzzRequest, type KnownThings } from './fuzz-requests.js';
import { createJudge } from './judge-answer.js';

const AT_ONCE = 8;

export interface FuzzOptions {
  base: string;
  document: ApiDocument;
  known: KnownThings;
  /** What every request shows, where callers need a key. */
  caller?: object;
  seed: number;
  /** Asked before each request. */
  goesOn(sent: number): boolean;
  /** Is told how long each answer took, in milliseconds. */
  time?(request: FuzzRequest, tookMs: number): void;
  /** Is told of each answer that is not as it should be. */
  report(fault: string, request: FuzzRequest, body: string): void;
}

/** Sends requests that are wrong in many ways. @returns how many answers of each status came. */
export async function runFuzz(options: FuzzOptions): Promise<Map<number, number>> {
  const { base, document, known, caller = {}, seed, goesOn, time, report } = options;
  const requests = new FuzzRequests(document, seededRandom(seed), known).draw();
  const judge = createJudge(document);
  const counts = new Map<number, number>();
  let sent = 0;

  async function work(): Promise<void> {
    while (goesOn(sent++)) {
      const request = requests.next().value;
      const sentAt = performance.now();
      try {
        const answer = await sendRaw(base + request.path, {
          ...request,
          headers: { ...caller, ...request.headers },
        });
        time?.(request, performance.now() - sentAt);
        counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1);
        const fault = judge(request, answer);
        if (fault !== undefined) report(fault, request, answer.text);
      } catch (error) {
        report(`no answer: ${(error as Error).message}`, request, '');
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return counts;
}
