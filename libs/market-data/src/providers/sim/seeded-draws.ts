/** Numbers in [0, 1) that depend on the words alone (FNV-1a into splitmix32): the same words, the same numbers. */
export function createDraws(...words: readonly (string | number)[]): () => number {
  let state = 0x811c9dc5;
  for (const character of words.join('|')) {
    state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  }
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** About normal with mean 0 and variance 1 (the sum of twelve), never beyond 6: no logarithm, so equal everywhere. */
export function drawNormal(draw: () => number): number {
  let sum = -6;
  for (let count = 0; count < 12; count += 1) sum += draw();
  return sum;
}

export function drawBetween(draw: () => number, low: number, high: number): number {
  return low + (high - low) * draw();
}

/** One of the words. */
export function drawWord(draw: () => number, words: readonly string[]): string {
  return words[Math.floor(draw() * words.length)];
}

/** Never -0, which a store would give back as 0. */
export function roundTo(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits + 0;
}

export function toCents(price: number): number {
  return roundTo(price, 2);
}
