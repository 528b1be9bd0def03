import { closest, distance } from 'fastest-levenshtein';

/** The word that was probably meant, or undefined when none is near. Case does not count. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const given = word.toLowerCase().slice(0, 64);
  const lowered = known.map((candidate) => candidate.toLowerCase());
  const best = closest(given, lowered);
  const near = distance(given, best) <= Math.max(1, Math.floor(given.length / 3));
  return near ? known[lowered.indexOf(best)] : undefined;
}

/** `did you mean 'sma'?`, or undefined. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const nearest = nearestWord(word, known);
  return nearest === undefined ? undefined : `did you mean '${nearest}'?`;
}
