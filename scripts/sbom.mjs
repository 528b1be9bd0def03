/**
 * `npm run -s sbom > barkeep.cdx.json`: what Barkeep is made of, as CycloneDX. npm tells it of everything that is installed;
 * what only builds and tests is left out, what is built into the page is not.
 */
import { execFileSync } from 'node:child_process';
import { listShippedPackages } from './shipped-packages.ts';

const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
const bill = JSON.parse(
  execFileSync('npm', args, { encoding: 'utf8', maxBuffer: 64e6, stdio: ['ignore', 'pipe', 'ignore'] }),
);
const shipped = new Set(listShippedPackages().map(({ name, version }) => `${name}@${version}`));
const components = bill.components.filter(({ name, version }) => shipped.has(`${name}@${version}`));
const refs = new Set([bill.metadata.component, ...components].map((component) => component['bom-ref']));
const dependencies = bill.dependencies
  .filter(({ ref }) => refs.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((needed) => refs.has(needed)) }));
// npm names the folder.
bill.metadata.component.name = 'barkeep';
process.stdout.write(`${JSON.stringify({ ...bill, components, dependencies }, null, 2)}\n`);
