import type { PlanNode } from '../plan/plan-node.js';
import type { Frame } from './frame.js';

/** Distinct indicators below the nodes on the frames, each counted on every frame that it is computed on. */
export function countIndicators(
  roots: readonly PlanNode[],
  frames: readonly Frame[],
  members: () => readonly Frame[],
): number {
  const seen = new Map<Frame, Set<PlanNode>>();
  const found = new Map<Frame, Set<string>>();
  const comparisons = new Set<PlanNode>();
  const waiting = frames.flatMap((frame) => roots.map((node) => ({ frame, node })));
  while (waiting.length > 0) {
    const { frame, node } = waiting.pop()!;
    if (!add(seen, frame, node) || !('args' in node)) continue;
    if (node.kind === 'series') add(found, frame, node.call);
    if (node.kind === 'universe') comparisons.add(node);
    const places =
      node.kind === 'frame' ? [frame.placeOf(node)] : node.kind === 'universe' ? members() : [frame];
    for (const place of places) {
      for (const arg of node.args) if (!seen.get(place)?.has(arg)) waiting.push({ frame: place, node: arg });
    }
  }
  return [...found.values()].reduce((sum, calls) => sum + calls.size, comparisons.size);
}

/** Whether it was not there. */
function add<T>(sets: Map<Frame, Set<T>>, frame: Frame, value: T): boolean {
  const set = sets.get(frame) ?? new Set();
  sets.set(frame, set);
  return set.size < set.add(value).size;
}
