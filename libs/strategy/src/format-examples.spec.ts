import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compileStrategy } from './compile-strategy.js';

const FORMAT = resolve(process.env.BARKEEP_REFERENCE ?? '../shared', 'strategy-format.md');

/** The documents that the description of the format shows. */
function examples(): [name: string, document: { name: string }][] {
  if (!existsSync(FORMAT)) return [];
  const blocks = [...readFileSync(FORMAT, 'utf8').matchAll(/```json\n([\s\S]*?)```/g)];
  return blocks.map(([, json]) => JSON.parse(json) as { name: string }).map((one) => [one.name, one]);
}

const found = examples();

(found.length > 0 ? describe : describe.skip)(`examples of the format, if ${FORMAT} is there`, () => {
  it.each(found)('%s compiles without a fault or a warning', (_name, document) => {
    expect(compileStrategy(document)).toMatchObject({ ok: true, warnings: [] });
  });
});
