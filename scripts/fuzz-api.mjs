/**
 * Sends the API requests that are wrong in many ways: `npm run fuzz:api -- [--minutes=10] [--seed=1]`
 * and `[--url=http://… --key=bk_…]` or `[--role=trader]`. Without an address it starts an API over stores of its own, where callers
 * need a key if a role is named. Every answer has to be one that the description states, JSON of its shape and each
 * error a problem document; what is not is printed with the request, once for each operation and fault.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { makeKnownThings } from '../test/security/known-things.ts';
import { runFuzz } from '../test/security/run-fuzz.ts';
import { closeTestHome, openTestHome } from '../test/support/test-home.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    url: { type: 'string' },
    key: { type: 'string' },
    role: { type: 'string' },
  },
});

const callerOf = (key) => (key === undefined ? {} : { 'x-api-key': key });

/** What the fuzz knows by name is made by `owner`, whose key may make it; the fuzz shows `key`. */
async function fuzz(base, key, owner = key) {
  const document = await (await fetch(`${base}/openapi.json`, { headers: callerOf(key) })).json();
  const until = Date.now() + Number(values.minutes) * 60_000;
  const told = new Set();
  let sent = 0;
  let slowest = { tookMs: 0, name: '' };
  const counts = await runFuzz({
    ...{
      base,
      document,
      seed: Number(values.seed),
      caller: callerOf(key),
      known: await makeKnownThings(base, callerOf(owner)),
    },
    goesOn: (count) => {
      sent = count;
      return Date.now() < until;
    },
    time({ method, path }, tookMs) {
      // What keeps the process busy for long lets others wait for it.
      if (tookMs > slowest.tookMs) slowest = { tookMs, name: `${method} ${path.slice(0, 500)}` };
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
  console.log(`slowest: ${slowest.tookMs.toFixed(0)} ms, ${slowest.name}`);
  console.log(`${told.size} faults`);
  if (told.size > 0) process.exitCode = 1;
}

if (values.url) await fuzz(values.url, values.key);
else {
  const home = await openTestHome();
  process.env.BARKEEP_TEST_HOME = home;
  const { startTestApi } = await import('../apps/api/src/testing/start-test-api.ts');
  const admin = values.role && randomBytes(32).toString('hex');
  const api = await startTestApi(admin ? { AUTH: 'on', ADMIN_API_KEY: admin } : {});
  try {
    if (!admin) await fuzz(api.base);
    else {
      // One that sees what was made for it.
      const wanted = { name: 'fuzz', role: values.role, owner: 'admin' };
      const made = await api.post('/api/v1/keys', wanted, callerOf(admin));
      await fuzz(api.base, (await made.json()).key, admin);
    }
  } finally {
    await api.stop();
    await closeTestHome(home);
  }
}
