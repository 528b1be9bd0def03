import type { PlanNode } from '../plan/plan-node.js';
import type { KnownNeed } from './known-rows.js';
import { knownSource, type KnownSourceName } from './known-sources.js';

/** What the expressions below the roots read of datasets, for those whose bars they are read on. */
export function listKnownNeeds(roots: readonly PlanNode[], symbols: readonly string[]): KnownNeed[] {
  const found = new Map<KnownSourceName, { subjects: Set<string>; columns: Set<string> }>();
  const seen = new Set<string>();
  const waiting = roots.map((node) => ({ node, on: symbols }));
  while (waiting.length > 0) {
    const { node, on } = waiting.pop()!;
    const visit = `${node.id} ${on === symbols ? '' : on[0]}`;
    if (seen.has(visit)) continue;
    seen.add(visit);
    if (node.kind === 'known') {
      const need = found.get(node.source) ?? { subjects: new Set(), columns: new Set() };
      found.set(node.source, need);
      need.columns.add(node.column);
      for (const subject of node.series === undefined ? on : [node.series]) need.subjects.add(subject);
    }
    if (!('args' in node)) continue;
    const elsewhere = node.kind === 'frame' && 'symbol' in node.on ? [node.on.symbol] : on;
    for (const arg of node.args) waiting.push({ node: arg, on: elsewhere });
  }
  return [...found]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, { subjects, columns }]) => toNeed(name, subjects, columns));
}

function toNeed(
  name: KnownSourceName,
  subjects: ReadonlySet<string>,
  columns: ReadonlySet<string>,
): KnownNeed {
  const source = knownSource(name);
  const wanted = source.wanted === undefined ? [] : [source.wanted];
  return {
    ...source,
    source: name,
    subjects: [...subjects].sort(),
    columns: [...new Set([source.time, ...wanted, ...columns])].sort(),
  };
}
