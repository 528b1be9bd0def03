import { startTestApi, type TestApi } from '../../apps/api/src/testing/start-test-api.js';
import type { ApiDocument } from './fuzz-requests.js';
import { makeKnownThings } from './known-things.js';
import { runFuzz } from './run-fuzz.js';

/** As many as a few seconds allow; `npm run fuzz:api` sends more. */
const REQUESTS = 1_500;
const SEED = 1;

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

it('every operation answers what is wrong in many ways as its description says, and never fails', async () => {
  const document = (await (await api.get('/openapi.json')).json()) as ApiDocument;
  const faults: string[] = [];
  const counts = await runFuzz({
    ...{ base: api.base, document, seed: SEED, known: await makeKnownThings(api.base) },
    goesOn: (sent) => sent < REQUESTS,
    report: (fault, { method, path, body }, text) =>
      faults.push(`${fault}: ${method} ${path} ${body} → ${text}`),
  });
  expect(faults).toEqual([]);
  // Neither all that was sent was refused, nor all taken.
  expect([counts.get(200)! > 200, counts.get(400)! > 200, counts.get(422)! > 50]).toEqual([true, true, true]);
}, 120_000);
