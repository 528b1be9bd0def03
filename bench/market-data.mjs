/**
 * What readers of market data wait, against a running Barkeep: node bench/market-data.mjs [base] [repeats] [years]
 * Stores so many years of minutes of a symbol each (1,10 when absent), reads them whole in every format and by pages of a
 * thousand, and tells in the end how that grows. Warm: the first read of each is not counted.
 */
const base = process.argv[2] ?? 'http://127.0.0.1:8000';
const repeats = Number(process.argv[3] ?? 15);
const sizes = (process.argv[4] ?? '1,10').split(',').map(Number);
const BARS = '/api/v1/market-data/bars';
const MINUTES_PER_SESSION = 390;
const YEAR = 252;

/** Minutes of so many sessions of six and a half hours, as CSV; a walk that repeats. */
function minutes(sessions) {
  let csv = 'time,open,high,low,close,volume\n';
  for (
    let session = 0, day = Date.UTC(2015, 0, 1, 14, 30);
    session < sessions;
    day += 86_400_000, session += 1
  ) {
    for (let minute = 0; minute < MINUTES_PER_SESSION; minute += 1) {
      const price = 100 + Math.sin(session / 40) * 10 + Math.sin(minute / 60);
      const time = new Date(day + minute * 60_000).toISOString();
      csv += `${time},${price.toFixed(2)},${(price + 0.05).toFixed(2)},${(price - 0.05).toFixed(2)},`;
      csv += `${(price + 0.01).toFixed(2)},${1_000 + minute}\n`;
    }
  }
  return csv;
}

async function importBars(symbol, sessions) {
  const path = `${base}${BARS}/import?symbol=${symbol}&timeframe=1m&calendar=always`;
  const body = minutes(sessions);
  const before = performance.now();
  const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'text/csv' }, body });
  if (!answer.ok) throw new Error(await answer.text());
  const { inserted, unchanged } = await answer.json();
  const seconds = (performance.now() - before) / 1000;
  console.log(`${symbol}: ${inserted} inserted, ${unchanged} unchanged in ${seconds.toFixed(1)} s`);
}

async function read(query) {
  const before = performance.now();
  const answer = await fetch(`${base}${BARS}?${query}`);
  if (!answer.ok) throw new Error(await answer.text());
  const { byteLength } = await answer.arrayBuffer();
  return { milliseconds: performance.now() - before, byteLength };
}

/** Medians in milliseconds by what was read, one for each size. */
const medians = new Map();

async function measure(label, query) {
  await read(query);
  const runs = [];
  for (let run = 0; run < repeats; run += 1) runs.push(await read(query));
  const sorted = runs.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1);
  medians.set(label, [...(medians.get(label) ?? []), Number(at(0.5))]);
  const size = (runs[0].byteLength / 1e6).toFixed(2);
  console.log(
    `  ${label.padEnd(28)} p50 ${at(0.5).padStart(7)} ms  p95 ${at(0.95).padStart(7)} ms  ${size} MB`,
  );
}

/** The median of each size, and how many times that of the size before it is. */
function printGrowth() {
  console.log(`\n  ${''.padEnd(28)} ${sizes.map((years) => `${years} y`.padStart(18)).join(' ')}`);
  for (const [label, found] of medians) {
    const cells = found.map((median, place) => {
      const times = place === 0 ? '' : ` ${(median / found[place - 1]).toFixed(1)} ×`;
      return `${median.toFixed(1)} ms${times}`.padStart(18);
    });
    console.log(`  ${label.padEnd(28)} ${cells.join(' ')}`);
  }
}

for (const years of sizes) {
  const symbol = `BENCH${years}Y`;
  await importBars(symbol, Math.round(years * YEAR));
  const whole = `symbol=${symbol}&timeframe=1m`;
  await measure('Arrow', `${whole}&format=arrow`);
  await measure('Parquet', `${whole}&format=parquet`);
  await measure('CSV', `${whole}&format=csv`);
  await measure('JSON, a page of 1,000', `${whole}&limit=1000`);
  await measure('1h joined, Arrow', `symbol=${symbol}&timeframe=1h&format=arrow`);
  await measure('1h joined, page of 1,000', `symbol=${symbol}&timeframe=1h&limit=1000`);
}
printGrowth();
