/**
 * Sends the API requests that are wrong in many ways: `npm run fuzz:api -- [--minutes=10] [--seed=1] [--url=http://…]`.
 * Without an address it starts an API over stores of its own. Every answer has to be one that the description states, each
 * error a problem document; what is not is printed with the request, once for each operation and fault.
 */
import { parseArgs } from 'node:util';
import { makeKnownThings } from '../test/security/known-things.ts';
import { runFuzz } from '../test/security/run-fuzz.ts';
import { closeTestHome, openTestHome } from '../test/support/test-home.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    url: { type: 'string' },
  },
});

async function fuzz(base) {
  const document = await (await fetch(`${base}/openapi.json`)).json();
  const until = Date.now() + Number(values.minutes) * 60_000;
  const told = new Set();
  let sent = 0;
  const counts = await runFuzz({
    ...{ base, document, seed: Number(values.seed), known: await makeKnownThings(base) },
    goesOn: (count) => {
      sent = count;
      return Date.now() < until;
    },
    report(fault, { operation, method, path, headers, body }, text) {
      const name = `${operation.operationId}: ${fault}`;
      if (told.has(name)) return;
      told.add(name);
      console.log(
        `${name}\n  ${method} ${path.slice(0, 500)}\n  ${JSON.stringify(headers)}\n  ${body.slice(0, 500)}`,
      );
      console.log(`  → ${text.slice(0, 500)}`);
    },
  });
  console.log(`${sent} requests, seed ${values.seed}:`, Object.fromEntries([...counts].sort()));
  console.log(`${told.size} faults`);
  if (told.size > 0) process.exitCode = 1;
}

if (values.url) await fuzz(values.url);
else {
  const home = await openTestHome();
  process.env.BARKEEP_TEST_HOME = home;
  const { startTestApi } = await import('../apps/api/src/testing/start-test-api.ts');
  const api = await startTestApi();
  try {
    await fuzz(api.base);
  } finally {
    await api.stop();
    await closeTestHome(home);
  }
}
