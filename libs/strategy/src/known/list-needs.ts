import type { CompiledExpression } from '../compiled-strategy.js';
import type { PlanNode } from '../plan/plan-node.js';
import type { KnownNeed } from './known-rows.js';
import { knownSource, type KnownSourceName } from './known-sources.js';

interface Reading {
  readonly subjects: Set<string>;
  readonly columns: Set<string>;
  readonly path: string;
}

/** What expressions read of datasets, for those whose bars they are read on. */
export function listKnownNeeds(
  expressions: readonly Pick<CompiledExpression, 'root' | 'path'>[],
  symbols: readonly string[],
): KnownNeed[] {
  const found = new Map<KnownSourceName, Reading>();
  const seen = new Set<string>();
  // The first expression is looked through first.
  const waiting: { node: PlanNode; path: string; on: readonly string[] }[] = expressions
    .map(({ root, path }) => ({ node: root, path, on: symbols }))
    .reverse();
  while (waiting.length > 0) {
    const { node, path, on } = waiting.pop()!;
    const visit = `${node.id} ${on === symbols ? '' : on[0]}`;
    if (seen.has(visit)) continue;
    seen.add(visit);
    if (node.kind === 'known') {
      const need = found.get(node.source) ?? { subjects: new Set(), columns: new Set(), path };
      found.set(node.source, need);
      need.columns.add(node.column);
      for (const subject of node.series === undefined ? on : [node.series]) need.subjects.add(subject);
    }
    if (!('args' in node)) continue;
    const elsewhere = node.kind === 'frame' && 'symbol' in node.on ? [node.on.symbol] : on;
    for (const arg of node.args) waiting.push({ node: arg, path, on: elsewhere });
  }
  return [...found]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, reading]) => toNeed(name, reading));
}

function toNeed(name: KnownSourceName, { subjects, columns, path }: Reading): KnownNeed {
  const source = knownSource(name);
  const wanted = source.wanted === undefined ? [] : [source.wanted];
  return {
    ...source,
    source: name,
    subjects: [...subjects].sort(),
    columns: [...new Set([source.time, ...wanted, ...columns])].sort(),
    path,
  };
}
