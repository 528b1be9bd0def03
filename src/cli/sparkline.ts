const LEVELS = '▁▂▃▄▅▆▇█';

/** A row of at most `width` little columns, each the mean of its share of the values. Empty for no values. */
export function toSparkline(values: ArrayLike<number>, width: number): string {
  const columns = Math.min(width, values.length);
  const means = Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * values.length) / columns);
    const to = Math.floor(((column + 1) * values.length) / columns);
    let sum = 0;
    for (let place = from; place < to; place++) sum += values[place];
    return sum / (to - from);
  });
  const low = Math.min(...means);
  const span = Math.max(...means) - low;
  const top = LEVELS.length - 1;
  return means.map((mean) => LEVELS[span > 0 ? Math.round(((mean - low) / span) * top) : 0]).join('');
}
