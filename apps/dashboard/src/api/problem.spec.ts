import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hintOf } from './problem.js';

const PROJECT = resolve(import.meta.dirname, '../../../..');

/** Every text of the programs that tells a caller which address to call. */
function advice(): string[] {
  return ['apps/api/src', 'libs/market-data/src']
    .flatMap((folder) =>
      readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(PROJECT, folder, name),
      ),
    )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.endsWith('.dto.ts'))
    .flatMap(
      (file) =>
        readFileSync(file, 'utf8').match(/(?<=(hint|HINT|\?\?)\s*=?\s*)['`][^'`]*\/api\/v1[^'`]*/g) ?? [],
    );
}

it('advises in words of the page wherever the API names an address to its callers', () => {
  const texts = advice();
  expect(texts.length).toBeGreaterThanOrEqual(5);
  expect(texts.map((hint) => hintOf({ hint })).filter((words) => words?.includes('/api/'))).toEqual([]);
});

it('leaves any other advice as it is', () => {
  expect(hintOf({ hint: "did you mean 'sma'?" })).toBe("did you mean 'sma'?");
  expect(hintOf({})).toBeUndefined();
});
