/** A source of numbers in [0, 1). */
export type Random = () => number;

const WARM_UP_ROUNDS = 12;

/** The generator sfc32 (C. Doty-Humphrey, PractRand: Small Fast Counter, 128 bits of state): the same seed gives the same numbers. */
export function createRandom(seed: number): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) next();
  return next;
}

/** A whole number from 0 to `count` - 1; `count` is at most 2^53. */
export function pickBelow(count: number, random: Random): number {
  // One draw has 32 bits; larger ranges take two.
  const unit =
    count > 4294967296
      ? (Math.floor(random() * 2097152) * 4294967296 + random() * 4294967296) / 9007199254740992
      : random();
  return Math.floor(unit * count);
}
