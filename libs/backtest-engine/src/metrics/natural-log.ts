/** Of f: half of 2^-19, where two terms of the series are exact. */
const TINY = 2 ** -20;

/**
 * Natural logarithm, the same bits as `Math.log`, without a call where the argument is near 1 as ratios of
 * neighbouring bars are. Source: FreeBSD's e_log.c (Sun Microsystems, 1993), of which V8's is a copy: there the
 * reduction of the argument does nothing and one branch is left.
 */
export function naturalLog(x: number): number {
  const f = x - 1;
  if (!(Math.abs(f) < 0.25)) return Math.log(x);
  // Not `f >= -TINY && f < TINY`: whether prices rose or fell is what no processor foresees.
  if (Math.abs(f) <= TINY && f !== TINY) return f - f * f * (0.5 - 0.33333333333333333 * f);
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  return f - s * (f - (odd + even));
}
