/** Says which packages that travel with Barkeep are under a licence that asks for more than to be named. */
import { listShippedPackages } from '../shipped-packages.ts';

/** They let the whole be Apache-2.0; files of MPL and LGPL would have to be kept apart, GPL and AGPL would not let it. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  // A font may be sold only together with something else, as it is here.
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** An expression of SPDX: of `OR` one is enough, of `AND` each counts. */
function isAllowed(expression) {
  const [first, ...others] = expression.replaceAll(/[()]/g, '').split(' OR ');
  return [first, ...others].some((choice) => choice.split(' AND ').every((licence) => ALLOWED.has(licence)));
}

const faults = listShippedPackages().filter(({ licence }) => !licence || !isAllowed(licence));
for (const { name, version, licence } of faults)
  console.log(`${name}@${version}: ${licence ?? 'states no licence'}`);
process.exitCode = faults.length > 0 ? 1 : 0;
