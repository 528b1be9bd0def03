import { distance } from 'fastest-levenshtein';

/** `did you mean 'sma'?` when one of the words is close enough to be a slip of the pen. */
export function didYouMean(word: string, words: Iterable<string>): string | undefined {
  if (word.length > 40) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of words) {
    const far = distance(word.toLowerCase(), candidate.toLowerCase());
    if (far < bestDistance) [best, bestDistance] = [candidate, far];
  }
  return best === undefined ? undefined : `did you mean '${best}'?`;
}
