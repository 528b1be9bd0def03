interface Dot {
  time: number;
  value: number;
}

/** Not more than so many points of a curve, evenly, the newest among them; times rise strictly. */
export function thin(
  { time, value }: { time: readonly number[]; value: readonly number[] },
  most: number,
): Dot[] {
  const step = Math.max(1, Math.ceil(time.length / most));
  const points: Dot[] = [];
  for (let index = (time.length - 1) % step; index >= 0 && index < time.length; index += step) {
    if (points.length === 0 || time[index] > points.at(-1)!.time)
      points.push({ time: time[index], value: value[index] });
  }
  return points;
}

/** How far each point lies under the highest before it, percent, zero or less. */
export function drawdowns(points: readonly Dot[]): Dot[] {
  let peak = -Infinity;
  return points.map(({ time, value }) => {
    peak = Math.max(peak, value);
    return { time, value: 100 * (value / peak - 1) };
  });
}
