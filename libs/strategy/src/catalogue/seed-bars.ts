/** Rows until the seed of `y = weight * x + (1 - weight) * y` weighs less than 1e-6. */
export function seedBarsOf(weight: number): number {
  return weight >= 1 ? 0 : Math.ceil(Math.log(1e-6) / Math.log(1 - weight));
}
