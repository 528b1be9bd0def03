const NUMERATOR = [
  220.2068679123761, 221.2135961699311, 112.0792914978709, 33.912866078383, 6.37396220353165,
  0.7003830644436881, 0.03526249659989109,
];
const DENOMINATOR = [
  440.4137358247522, 793.8265125199484, 637.3336333788311, 296.5642487796737, 86.78073220294608,
  16.06417757920695, 1.755667163182642, 0.08838834764831845,
];
const ROOT_2_PI = Math.sqrt(2 * Math.PI);

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((value, coefficient) => value * x + coefficient, 0);
}

/** Φ(x), the standard normal distribution function, to 1e-15 (J. F. Hart 1968, as in G. West, Better Approximations to Cumulative Normal Functions, 2005). */
export function normalCdf(x: number): number {
  const distance = Math.abs(x);
  if (Number.isNaN(x)) return NaN;
  if (distance > 37) return x > 0 ? 1 : 0;
  const density = Math.exp((-distance * distance) / 2);
  let tail: number;
  if (distance < 7.07106781186547) {
    tail = (density * polynomial(NUMERATOR, distance)) / polynomial(DENOMINATOR, distance);
  } else {
    const fraction = distance + 1 / (distance + 2 / (distance + 3 / (distance + 4 / (distance + 0.65))));
    tail = density / fraction / ROOT_2_PI;
  }
  return x > 0 ? 1 - tail : tail;
}

const SPLIT = 0.425;
const A = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
];
const B = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
];
const C = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 7.745450142783414e-4,
];
const D = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  5.475938084995345e-4, 1.0507500716444169e-9,
];
const E = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
];
const F = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 7.868691311456133e-4, 1.846318317510055e-5,
  1.421511758316446e-7, 2.0442631033899397e-15,
];

/** Φ⁻¹(p) to about 1e-16 relative (M. J. Wichura, Algorithm AS 241, 1988). */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  const centred = p - 0.5;
  if (Math.abs(centred) <= SPLIT) {
    const r = SPLIT * SPLIT - centred * centred;
    return (centred * polynomial(A, r)) / polynomial(B, r);
  }
  const r = Math.sqrt(-Math.log(centred < 0 ? p : 1 - p));
  const value =
    r <= 5 ? polynomial(C, r - 1.6) / polynomial(D, r - 1.6) : polynomial(E, r - 5) / polynomial(F, r - 5);
  return centred < 0 ? -value : value;
}
