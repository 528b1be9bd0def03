import { listShippedPackages, type ShippedPackage } from '../shipped-packages.js';
import { generatedFrom, markdownTable } from './markdown.js';

/** docs/licences.md. */
export function renderLicencesPage(): string {
  const byLicence = new Map<string, ShippedPackage[]>();
  for (const shipped of listShippedPackages()) {
    const licence = shipped.licence ?? 'none stated';
    byLicence.set(licence, [...(byLicence.get(licence) ?? []), shipped]);
  }
  const ordered = [...byLicence].sort(([, one], [, other]) => other.length - one.length);
  const rows = ordered.map(([licence, packages]) => [licence, String(packages.length), toNames(packages)]);
  return `# Licences of packages

${generatedFrom('package-lock.json')}

What travels with Barkeep, which is itself under Apache-2.0: the packages that its processes run on and, in italics, those that
are built into its page. \`npm run check\` refuses a licence that asks for more than to be named; their texts lie in
\`node_modules\` and, for the page, in \`dist/dashboard/licences.md\`. With versions, as CycloneDX: \`npm run -s sbom\`.

${markdownTable(['licence', 'packages', 'which'], rows)}
`;
}

/** Without versions: a page that changed with each of them would be read by nobody. */
function toNames(packages: readonly ShippedPackage[]): string {
  const names = packages.map(({ name, partOf }) => (partOf === 'page' ? `_${name}_` : name));
  return [...new Set(names)].join(', ');
}
